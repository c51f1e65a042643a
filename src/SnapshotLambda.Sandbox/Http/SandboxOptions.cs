namespace SnapshotLambda.Sandbox.Http;

/// <summary>How a sandbox behaves.</summary>
internal sealed record SandboxOptions
{
    /// <summary>The port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether EC2's token buckets limit requests.</summary>
    public bool RequestLimits { get; init; } = true;

    /// <summary>How large those buckets and their refills are, against EC2's own: 0.1 shows with few snapshots what EC2 shows with many.</summary>
    public double RequestLimitScale { get; init; } = 1;

    /// <summary>What everything random is drawn from.</summary>
    public int Seed { get; init; }

    /// <summary>How lists are cut into pages.</summary>
    public PageShape Pages { get; init; } = PageShape.Full;

    /// <summary>How long a page token can be used.</summary>
    public TimeSpan PageTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long DescribeSnapshots still lists a snapshot after it was deleted, as EC2 may do.</summary>
    public TimeSpan DeletedStillListed { get; init; }

    /// <summary>
    /// Whether a caller whom no policy allows to delete a snapshot without tags and start time is denied one that
    /// does not exist, instead of being told that it does not.
    /// </summary>
    public bool DeniesUnknownSnapshots { get; init; }

    /// <summary>How long every call takes.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Decides for each call whether a fault strikes it; called by several threads at once.</summary>
    public Func<ApiCall, InjectedFault?>? Faults { get; init; }

    /// <summary>The clock of latency, buckets, sessions and tokens; and that of the world where the world has no instant of its own.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
