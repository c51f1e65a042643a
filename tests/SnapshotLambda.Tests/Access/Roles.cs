using SnapshotLambda.Aws;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Access;

/// <summary>Accounts with the roles that the template makes, as a fleet file writes them; and what came of them.</summary>
internal static class Roles
{
    public const string Member = "222233334444";
    public const string OtherMember = "333344445555";
    public const string DeleteRole = $"arn:aws:iam::{Scenario.Account}:role/delete";

    private const string Reads = """{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*InRecycleBin"], "Resource": "*" }""";
    private const string Tags =
        """{ "Effect": "Allow", "Action": ["ec2:CreateTags", "ec2:DeleteTags"], "Resource": "arn:*:ec2:*::snapshot/*" }""";
    private const string NeverBackup = """{ "Effect": "Deny", "Action": "ec2:DeleteSnapshot", "Resource": "*", "Condition": { "Null": { "aws:ResourceTag/aws:backup:source-resource": "false" } } }""";

    public const string Deletes = """{ "Effect": "Allow", "Action": "ec2:DeleteSnapshot", "Resource": "arn:*:ec2:*::snapshot/*" }""";

    /// <summary>A night in the function's own account: its role may do nothing but assume the delete role.</summary>
    public static async Task<Scenario> FencedAsync(
        string region, SandboxOptions? options = null, string deletes = Deletes, string roleArn = DeleteRole)
    {
        var night = await Scenario.WithAccountsAsync(Own($$"""{ "name": "us-east-1", {{region}} }""", deletes), options);
        night.Environment["SNAPSHOT_LAMBDA_DELETE_ROLE_ARN"] = roleArn;
        return night;
    }

    /// <summary>The function's own account.</summary>
    public static string Own(string regions, string deletes = Deletes, string partition = "aws") => Account(
        Scenario.Account,
        $"{Role("function", [Scenario.Account], """{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*" }""")}, "
            + Role("delete", [$"arn:{partition}:iam::{Scenario.Account}:role/function"], $"{Reads}, {Tags}, {deletes}, {NeverBackup}"),
        regions);

    /// <summary>An account that lets the function in by a role of this name.</summary>
    public static string Of(
        string account, string regions, string role = "member", string? externalId = "between-us", string reads = Reads) =>
        Account(
            account,
            Role(role, [$"arn:aws:iam::{Scenario.Account}:role/function"], $"{reads}, {Tags}, {Deletes}, {NeverBackup}", externalId),
            regions);

    /// <summary>What AssumeRole was asked in a session's name.</summary>
    public static IReadOnlyList<string?> Policies(this Scenario night) =>
        [.. night.Calls.Where(call => call is { Action: "AssumeRole", Status: 200 })
            .Select(call => call.Parameters.GetValueOrDefault("Policy"))];

    /// <summary>
    /// The snapshots that a deletion was asked for, or only whether it would be permitted; but for the one that cannot exist.
    /// </summary>
    public static IReadOnlyList<string> Asked(this Scenario night, bool dryRun) =>
    [
        .. night.Calls.Where(call => call.Action == "DeleteSnapshot" && call.Parameters.ContainsKey("DryRun") == dryRun)
            .Select(call => call.Parameters["SnapshotId"]).Where(id => id != Ec2.NoSnapshotId),
    ];

    private static string Account(string id, string roles, string regions) =>
        $$"""{ "id": "{{id}}", "roles": [ {{roles}} ], "regions": [ {{regions}} ] }""";

    private static string Role(string name, string[] trustedBy, string statements, string? externalId = null) =>
        $$"""
        { "name": "{{name}}", "trustedBy": [{{string.Join(", ", trustedBy.Select(one => $""" "{one}" """))}}]{{(externalId is null ? "" : $""", "externalId": "{externalId}" """)}},
          "policy": { "Version": "2012-10-17", "Statement": [ {{statements}} ] } }
        """;
}
