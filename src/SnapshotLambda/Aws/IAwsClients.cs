namespace SnapshotLambda.Aws;

/// <summary>
/// Makes clients. They are made inside a run, never before: the constructor of an AWS client resolves credentials,
/// and a failure there must become a result. Throws <see cref="AwsCallException"/> where there are no credentials.
/// No call of theirs begins after the run's deadline: <see cref="Pacing.DeadlineException"/>.
/// </summary>
internal interface IAwsClients
{
    /// <summary>EC2 in a region, as a role's session or else as the function itself.</summary>
    IEc2 Ec2(string region, SessionCredentials? session = null);

    /// <summary>STS in a region, as a role's session or else as the function itself.</summary>
    ISts Sts(string region, SessionCredentials? session = null);
}
