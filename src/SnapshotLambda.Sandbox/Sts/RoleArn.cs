using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>The parts of a role's ARN.</summary>
/// <param name="Partition">The partition, such as <c>aws</c>.</param>
/// <param name="AccountId">The role's account.</param>
/// <param name="Name">The role's name with its path; no role of the world has a path.</param>
internal sealed record RoleArn(string Partition, string AccountId, string Name)
{
    /// <summary>Reads an ARN; null for any other text.</summary>
    public static RoleArn? Read(string arn)
    {
        if (AwsFormats.RoleArn(arn) is null)
            return null;
        var parts = arn.Split(':', 6);
        return new(parts[1], parts[4], parts[5]["role/".Length..]);
    }
}
