namespace SnapshotLambda.EndToEnd.Tests.Serve;

/// <summary>A fact that boto3 shows, where it is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithBoto3Attribute : FactAttribute
{
    public FactWithBoto3Attribute() =>
        Skip = ForeignClient.Python is null ? "No python3 on the PATH has boto3: apt-get install python3-boto3" : null;
}
