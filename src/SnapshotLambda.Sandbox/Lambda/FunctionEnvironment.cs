using System.Globalization;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>
/// The function's environment, as Lambda and the template set it. Variables of the machine that could redirect the function are removed.
/// </summary>
internal static class FunctionEnvironment
{
    private static readonly string[] Removed = ["AWS_", "SNAPSHOT_LAMBDA_", "POWERTOOLS_", "ANNOTATIONS_HANDLER", "LAMBDA_"];

    /// <summary>The environment for a run against the sandbox's or another endpoint.</summary>
    public static Dictionary<string, string> ForEndpoint(
        IReadOnlyDictionary<string, string> inherited,
        LambdaIdentity identity,
        Uri endpoint,
        IssuedCredentials credentials,
        string taskRoot)
    {
        var environment = inherited
            .Where(variable => !Removed.Any(prefix => variable.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(StringComparer.Ordinal);
        AddLambda(environment, identity, taskRoot);
        environment["AWS_REGION"] = identity.Region;
        environment["AWS_DEFAULT_REGION"] = identity.Region;
        environment["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        environment["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
        environment["AWS_ENDPOINT_URL_EC2"] = endpoint.AbsoluteUri;
        environment["AWS_ENDPOINT_URL_STS"] = endpoint.AbsoluteUri;
        environment["AWS_ENDPOINT_URL_S3"] = endpoint.AbsoluteUri;
        environment["AWS_EC2_METADATA_DISABLED"] = "true";
        // A profile of this machine could set another endpoint, or disable configured ones.
        environment["AWS_CONFIG_FILE"] = Path.Combine(taskRoot, "no-config");
        environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(taskRoot, "no-credentials");
        BypassProxies(environment);
        return environment;
    }

    /// <summary>The environment for a run against the real AWS, with the usual credential chain.</summary>
    public static Dictionary<string, string> ForAws(IReadOnlyDictionary<string, string> inherited, LambdaIdentity identity, string taskRoot)
    {
        var environment = inherited.ToDictionary(StringComparer.Ordinal);
        AddLambda(environment, identity, taskRoot);
        BypassProxies(environment);
        return environment;
    }

    private static void AddLambda(Dictionary<string, string> environment, LambdaIdentity identity, string taskRoot)
    {
        environment["ANNOTATIONS_HANDLER"] = "CleanUpAsync";
        environment["POWERTOOLS_SERVICE_NAME"] = LambdaIdentity.FunctionName;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = LambdaIdentity.FunctionName;
        environment["AWS_LAMBDA_FUNCTION_VERSION"] = LambdaIdentity.Version;
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = LambdaIdentity.MemorySize.ToString(CultureInfo.InvariantCulture);
        environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        environment["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/" + LambdaIdentity.FunctionName;
        environment["AWS_LAMBDA_LOG_STREAM_NAME"] = $"{identity.Region}/sandbox";
        environment["LAMBDA_TASK_ROOT"] = taskRoot;
    }

    /// <summary>Exempts loopback from the machine's proxies: the Runtime API and the endpoints are there.</summary>
    private static void BypassProxies(Dictionary<string, string> environment)
    {
        foreach (var name in new[] { "NO_PROXY", "no_proxy" })
        {
            var others = environment.GetValueOrDefault(name, "");
            environment[name] = others.Length == 0 ? "127.0.0.1,localhost" : others + ",127.0.0.1,localhost";
        }
    }
}
