namespace SnapshotLambda.Access;

/// <summary>An account to clean.</summary>
/// <param name="Id">The account, 12 digits.</param>
/// <param name="RoleArn">The role that it is read and cleaned through; null for the function's own credentials.</param>
internal sealed record TargetAccount(string Id, string? RoleArn)
{
    /// <summary>The accounts of a run: those that its settings name, or else the function's own.</summary>
    /// <param name="ids">The accounts that are named, 12 digits each.</param>
    /// <param name="access">Through which roles they are reached.</param>
    public static IReadOnlyList<TargetAccount> Targets(IReadOnlyList<string> ids, AccessContext access) => ids.Count == 0
        ? [new TargetAccount(access.Caller.Account, access.Settings.DeleteRoleArn)]
        : [.. ids.Distinct(StringComparer.Ordinal).Select(id =>
            new TargetAccount(id, $"arn:{access.Caller.Partition}:iam::{id}:role/{access.Settings.MemberRoleName}"))];
}
