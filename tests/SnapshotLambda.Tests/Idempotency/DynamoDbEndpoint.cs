namespace SnapshotLambda.Tests.Idempotency;

/// <summary>Where this process finds DynamoDB, until it is disposed; the environment is as before then.</summary>
internal sealed class DynamoDbEndpoint : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public DynamoDbEndpoint(string url)
    {
        Set("AWS_ENDPOINT_URL_DYNAMODB", url);
        Set("AWS_ACCESS_KEY_ID", "test");
        Set("AWS_SECRET_ACCESS_KEY", "test");
        Set("AWS_REGION", "us-east-1");
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before) Environment.SetEnvironmentVariable(name, value);
    }

    private void Set(string name, string value)
    {
        _before[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
