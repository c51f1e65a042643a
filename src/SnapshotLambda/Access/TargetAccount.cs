using SnapshotLambda.Runs;

namespace SnapshotLambda.Access;

/// <summary>An account to clean.</summary>
/// <param name="Id">The account, 12 digits.</param>
/// <param name="RoleArn">The role that it is read and cleaned through; null for the function's own credentials.</param>
internal sealed record TargetAccount(string Id, string? RoleArn)
{
    /// <summary>The accounts of a run: those that its settings name, and only these, or else the function's own.</summary>
    public static IReadOnlyList<TargetAccount> Of(RunContext run) => run.Settings.Accounts.Count == 0
        ? [new TargetAccount(run.Caller.Account, run.Settings.Access.DeleteRoleArn)]
        : [.. run.Settings.Accounts.Distinct(StringComparer.Ordinal).Select(id =>
            new TargetAccount(id, $"arn:{run.Caller.Partition}:iam::{id}:role/{run.Settings.Access.MemberRoleName}"))];
}
