namespace SnapshotLambda.Sandbox.Http;

/// <summary>The behaviour of a sandbox.</summary>
internal sealed record SandboxOptions
{
    /// <summary>The port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>True if EC2's token buckets limit requests.</summary>
    public bool RequestLimits { get; init; } = true;

    /// <summary>The scale of the buckets and their refills: 0.1 shows with few snapshots the effects that EC2 shows with many.</summary>
    public double RequestLimitScale { get; init; } = 1;

    /// <summary>The seed of everything random.</summary>
    public int Seed { get; init; }

    /// <summary>The division of lists into pages.</summary>
    public PageShape Pages { get; init; } = PageShape.Full;

    /// <summary>The lifetime of a page token.</summary>
    public TimeSpan PageTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The time for which DescribeSnapshots still lists a deleted snapshot, as EC2 may.</summary>
    public TimeSpan DeletedStillListed { get; init; }

    /// <summary>The time for which a snapshot that leaves the Recycle Bin is recovering.</summary>
    public TimeSpan RecoveryTakes { get; init; }

    /// <summary>
    /// True if a delete of an unknown snapshot is denied instead of answered as not found, unless a policy allows it without tags and start
    /// time.
    /// </summary>
    public bool DeniesUnknownSnapshots { get; init; }

    /// <summary>The duration of every call.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Chooses the fault for each call, or null. Called by several threads at once.</summary>
    public Func<ApiCall, InjectedFault?>? Faults { get; init; }

    /// <summary>The clock for latency, buckets, sessions and tokens, and for the world if it has no instant of its own.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
