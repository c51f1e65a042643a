using SnapshotLambda.Aws;

namespace SnapshotLambda.Access;

/// <summary>EC2 in a region, with STS to renew its credentials.</summary>
/// <param name="Ec2">EC2.</param>
/// <param name="Sts">STS; null where the credentials are the function's own.</param>
internal sealed record RegionSession(IEc2 Ec2, ISts? Sts) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Ec2.Dispose();
        Sts?.Dispose();
    }
}
