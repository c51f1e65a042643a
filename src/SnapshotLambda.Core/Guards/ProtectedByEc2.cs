using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Core.Guards;

/// <summary>The protections that EC2 itself names when it refuses to delete a snapshot.</summary>
internal static class ProtectedByEc2
{
    /// <summary>The reason to keep a snapshot whose deletion met this error; null if the error names no protection.</summary>
    public static Reason? Because(ErrorClass error) => error switch
    {
        ErrorClass.UsedByImage => Reason.UsedByImage,
        ErrorClass.FastRestoreEnabled => Reason.FastRestoreEnabled,
        ErrorClass.ManagedByBackup => Reason.ManagedByBackup,
        ErrorClass.Locked => Reason.Locked,
        ErrorClass.AlreadyGone or ErrorClass.WouldSucceed or ErrorClass.Throttled or ErrorClass.Transient
            or ErrorClass.Systemic or ErrorClass.Denied or ErrorClass.Permanent => null,
    };
}
