namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>A command that starts a function: a program, its arguments and its whole environment.</summary>
/// <param name="Arguments">Its arguments; no shell reads them.</param>
/// <param name="WorkingDirectory">The working directory.</param>
/// <param name="Environment">Its environment variables, without <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
internal sealed record FunctionCommand(
    string Program,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The variable with the address of the Runtime API.</summary>
    public const string RuntimeApiVariable = "AWS_LAMBDA_RUNTIME_API";

    /// <summary>The command for a built function: an assembly runs on the sandbox's .NET host, any other file as a program.</summary>
    public static FunctionCommand For(
        string function, IReadOnlyDictionary<string, string> inherited, IReadOnlyDictionary<string, string> environment) =>
        Path.GetExtension(function) == ".dll"
            ? ForAssembly(DotnetHost.Find(inherited), function, environment)
            : new(function, [], Path.GetDirectoryName(function)!, environment);

    /// <summary>The command for an assembly, on the sandbox's .NET host.</summary>
    public static FunctionCommand ForAssembly(string host, string assembly, IReadOnlyDictionary<string, string> environment) =>
        new(host, [assembly], Path.GetDirectoryName(assembly)!, environment);
}
