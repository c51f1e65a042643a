namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>How to start a function: a program, its arguments as a list, and the whole of its environment.</summary>
/// <param name="Program">The program's path.</param>
/// <param name="Arguments">Its arguments, one by one; no shell ever reads them.</param>
/// <param name="WorkingDirectory">The folder it runs in.</param>
/// <param name="Environment">All of its environment variables, but <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
internal sealed record FunctionCommand(
    string Program,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The variable that tells a function where its Runtime API is.</summary>
    public const string RuntimeApiVariable = "AWS_LAMBDA_RUNTIME_API";

    /// <summary>Starts a built function: an assembly with the .NET host that runs the sandbox, and anything else as the program that it is.</summary>
    public static FunctionCommand For(string function, IReadOnlyDictionary<string, string> inherited, IReadOnlyDictionary<string, string> environment) =>
        Path.GetExtension(function) == ".dll"
            ? ForAssembly(DotnetHost.Find(inherited), function, environment)
            : new(function, [], Path.GetDirectoryName(function)!, environment);

    /// <summary>Starts the built function's assembly with the .NET host that runs the sandbox.</summary>
    public static FunctionCommand ForAssembly(string host, string assembly, IReadOnlyDictionary<string, string> environment) =>
        new(host, [assembly], Path.GetDirectoryName(assembly)!, environment);
}
