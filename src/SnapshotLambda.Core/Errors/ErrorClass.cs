namespace SnapshotLambda.Core.Errors;

/// <summary>The meaning of an error of EC2 or STS for the call that met it.</summary>
internal enum ErrorClass
{
    /// <summary>The snapshot does not exist, which is as good as deleted.</summary>
    AlreadyGone,

    /// <summary>An AMI uses the snapshot.</summary>
    UsedByImage,

    /// <summary>The snapshot is enabled for fast restore.</summary>
    FastRestoreEnabled,

    /// <summary>AWS Backup manages the snapshot.</summary>
    ManagedByBackup,

    /// <summary>The snapshot is locked.</summary>
    Locked,

    /// <summary>EC2's <c>DryRun</c>: the call is permitted and was not carried out.</summary>
    WouldSucceed,

    /// <summary>Too many requests: try again later and more slowly.</summary>
    Throttled,

    /// <summary>A fault that may pass: try again.</summary>
    Transient,

    /// <summary>The credentials, the account or the clock are wrong: every further call would meet the same.</summary>
    Systemic,

    /// <summary>A policy denies this call.</summary>
    Denied,

    /// <summary>Any other error: trying again would not help.</summary>
    Permanent,
}
