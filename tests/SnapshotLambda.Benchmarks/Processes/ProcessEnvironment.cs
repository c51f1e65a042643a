using System.Collections;

namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>
/// This process's environment, less what steers .NET, AWS's clients and the function: it must not reach what is measured.
/// </summary>
internal static class ProcessEnvironment
{
    private static readonly string[] Removed = ["AWS_", "DOTNET_", "COMPLUS_", "MSBUILD", "SNAPSHOT_LAMBDA_", "POWERTOOLS_", "PYTHON"];

    /// <summary>The environment.</summary>
    public static Dictionary<string, string> Inherited { get; } = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value ?? ""))
        .Where(variable => variable.Name == "DOTNET_ROOT"
            || !Removed.Any(prefix => variable.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        .ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);

    /// <summary>The program <c>dotnet</c>, the one that runs this process.</summary>
    public static string DotnetHost { get; } = Sandbox.Lambda.DotnetHost.Find(Inherited);
}
