using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The place and identity that the function runs with.</summary>
internal static class FunctionSetting
{
    /// <summary>The function's account and region. With the real AWS, the region is that of the person who runs it.</summary>
    public static LambdaIdentity Identity(RunTarget target, ConsoleEnvironment surroundings) => target switch
    {
        RunTarget.Embedded embedded => new(embedded.Setup.HomeAccount, embedded.Setup.HomeRegion),
        RunTarget.Aws => new(
            GeneratedFleet.AccountId,
            surroundings.Environment.GetValueOrDefault("AWS_REGION")
            ?? surroundings.Environment.GetValueOrDefault("AWS_DEFAULT_REGION")
            ?? SandboxSetup.DefaultRegion),
        _ => new(GeneratedFleet.AccountId, SandboxSetup.DefaultRegion),
    };

    /// <summary>The command that starts the function; <c>--env</c> overrides all other variables.</summary>
    public static FunctionCommand Command(InvokeRequest request, Uri? endpoint, LambdaIdentity identity, ConsoleEnvironment surroundings)
    {
        var function = request.Function ?? surroundings.FunctionAssembly();
        var folder = Path.GetDirectoryName(function)!;
        var environment = endpoint is null
            ? FunctionEnvironment.ForAws(surroundings.Environment, identity, folder)
            : FunctionEnvironment.ForEndpoint(
                surroundings.Environment, identity, endpoint, SandboxServer.CredentialsOf(identity.AccountId), folder);
        foreach (var (name, value) in request.Environment)
            environment[name] = value;
        return FunctionCommand.For(function, surroundings.Environment, environment);
    }
}
