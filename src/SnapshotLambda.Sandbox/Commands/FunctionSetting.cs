using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Where and as what the function runs.</summary>
internal static class FunctionSetting
{
    /// <summary>The function's account and region. With the real AWS, the region is the one of whoever runs it.</summary>
    public static LambdaIdentity Identity(RunTarget target, ConsoleEnvironment surroundings) => target switch
    {
        RunTarget.Embedded embedded => new(embedded.Setup.HomeAccount, embedded.Setup.HomeRegion),
        RunTarget.Aws => new(
            GeneratedFleet.AccountId,
            surroundings.Environment.GetValueOrDefault("AWS_REGION") ?? surroundings.Environment.GetValueOrDefault("AWS_DEFAULT_REGION") ?? SandboxSetup.DefaultRegion),
        _ => new(GeneratedFleet.AccountId, SandboxSetup.DefaultRegion),
    };

    /// <summary>How the function is started; what <c>--env</c> says stands over all else.</summary>
    public static FunctionCommand Command(InvokeRequest request, Uri? endpoint, LambdaIdentity identity, ConsoleEnvironment surroundings)
    {
        string function = request.Function ?? surroundings.FunctionAssembly();
        string folder = Path.GetDirectoryName(function)!;
        Dictionary<string, string> environment = endpoint is null
            ? FunctionEnvironment.ForAws(surroundings.Environment, identity, folder)
            : FunctionEnvironment.ForEndpoint(surroundings.Environment, identity, endpoint, SandboxServer.CredentialsOf(identity.AccountId), folder);
        foreach ((string name, string value) in request.Environment)
            environment[name] = value;
        return FunctionCommand.For(function, surroundings.Environment, environment);
    }
}
