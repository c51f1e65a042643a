using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>
/// Creates clients, inside a run only: an AWS client's constructor resolves credentials, and a failure there must become a result. Throws
/// <see cref="AwsCallException"/> if there are no credentials. No call begins after the run's deadline: <see
/// cref="DeadlineException"/>.
/// </summary>
internal interface IAwsClients
{
    /// <summary>EC2 in a region, with a role's session or else the function's own credentials.</summary>
    IEc2 Ec2(string region, SessionCredentials? session = null);

    /// <summary>STS in a region, with a role's session or else the function's own credentials.</summary>
    ISts Sts(string region, SessionCredentials? session = null);

    /// <summary>S3 in a region, with the function's own credentials, until a deadline of its own.</summary>
    IS3 S3(string region, Deadline until);
}
