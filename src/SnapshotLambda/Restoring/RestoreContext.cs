using SnapshotLambda.Access;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Restoring;

/// <summary>The context that all regions of one restore share.</summary>
/// <param name="Access">The means of opening sessions in the accounts.</param>
/// <param name="Settings">The settings of the restore.</param>
/// <param name="Results">Makes the results.</param>
/// <param name="Deadline">The instant when it has to end.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Spreads repeated calls.</param>
internal sealed record RestoreContext(
    AccessContext Access,
    RestoreSettings Settings,
    RestoreResultBuilder Results,
    Deadline Deadline,
    TimeProvider Time,
    Random Random)
{
    /// <summary>The account and its role: the function's own account has one of its own.</summary>
    public TargetAccount TargetOf(string account)
    {
        var (own, roles) = (Access.Caller.Account, Access.Settings);
        return account == own ? new(own, roles.DeleteRoleArn)
            : roles.MemberRoleName is { } member ? new(account, $"arn:{Access.Caller.Partition}:iam::{account}:role/{member}")
            : throw new RegionNotReadableException(
                RegionStatus.Failed,
                RestoreReason.NoRole,
                $"{account} is not the function's own account, and {RestoreVariables.MemberRoleName} names no role there: "
                    + "nothing was restored. Name the role that member-role.yaml made.");
    }
}
