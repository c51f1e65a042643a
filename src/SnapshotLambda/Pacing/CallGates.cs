namespace SnapshotLambda.Pacing;

/// <summary>
/// The gates of this process's calls to AWS. Together they leave more than half of Lambda's 1,024 file descriptors free. 340 regions that
/// each delete 4 snapshots a second, at 100 ms a call, have 136 calls in flight.
/// </summary>
internal sealed class CallGates
{
    /// <summary>The maximum number of calls to EC2 in flight.</summary>
    public const int MostToEc2 = 320;

    /// <summary>The maximum number of calls to STS in flight.</summary>
    public const int MostToSts = 32;

    /// <summary>The maximum number of calls to S3 in flight.</summary>
    public const int MostToS3 = 16;

    /// <summary>The gate of calls to EC2.</summary>
    public CallGate Ec2 { get; init; } = new(MostToEc2);

    /// <summary>The gate of calls to STS. It is separate, since a call to EC2 may wait for credentials during its turn.</summary>
    public CallGate Sts { get; init; } = new(MostToSts);

    /// <summary>The gate of calls to S3.</summary>
    public CallGate S3 { get; init; } = new(MostToS3);
}
