using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>A role's ARN, taken apart.</summary>
/// <param name="Partition">As in <c>aws</c>.</param>
/// <param name="AccountId">The role's account.</param>
/// <param name="Name">The role's name; a path is part of it, and no role of the world has one.</param>
internal sealed record RoleArn(string Partition, string AccountId, string Name)
{
    /// <summary>Reads one; null where it is none.</summary>
    public static RoleArn? Read(string arn)
    {
        if (AwsFormats.RoleArn(arn) is null)
            return null;
        string[] parts = arn.Split(':', 6);
        return new(parts[1], parts[4], parts[5]["role/".Length..]);
    }
}
