using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Reads a role of a fleet file.</summary>
internal static class RoleReader
{
    /// <summary>The role, with its policy read as IAM would.</summary>
    public static Role Read(StrictObject role) => new()
    {
        Name = role.RequiredText("name", "a role's name, up to 64 of A-Z a-z 0-9 _+=,.@-", AwsFormats.RoleName),
        TrustedBy = role.Texts(
            "trustedBy", "an account id or a role's ARN", text => AwsFormats.AccountId(text) ?? AwsFormats.RoleArn(text)),
        ExternalId = role.Text("externalId", "a string"),
        Policy = ReadPolicy(role),
    };

    private static IamPolicy? ReadPolicy(StrictObject role)
    {
        var valid = "an IAM policy that the sandbox knows";
        string? why = null;
        return role.Raw("policy", () => why is null ? valid : $"{valid}. {why}", element =>
        {
            try
            {
                return IamPolicy.Parse(element.GetRawText());
            }
            catch (FormatException e)
            {
                why = e.Message;
                return null;
            }
        });
    }
}
