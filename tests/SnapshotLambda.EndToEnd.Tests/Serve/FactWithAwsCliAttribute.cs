namespace SnapshotLambda.EndToEnd.Tests.Serve;

/// <summary>A fact that the AWS CLI shows, where it is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithAwsCliAttribute : FactAttribute
{
    public FactWithAwsCliAttribute() => Skip = ForeignClient.AwsCli is null ? "No AWS CLI on the PATH runs: apt-get install awscli" : null;
}
