using System.Runtime.InteropServices;

namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>Finds the <c>dotnet</c> host of the sandbox, so that the function runs on the same .NET.</summary>
internal static class DotnetHost
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>
    /// The host's path: the one that the SDK names, or else that of this process's runtime, or else the first on the PATH.
    /// </summary>
    /// <exception cref="SandboxException">There is no host.</exception>
    public static string Find(IReadOnlyDictionary<string, string> environment) =>
        Find(environment, RuntimeEnvironment.GetRuntimeDirectory(), File.Exists);

    /// <summary>The host's path for a runtime folder (<c>…/shared/Microsoft.NETCore.App/10.0.0/</c>) and a file system.</summary>
    public static string Find(IReadOnlyDictionary<string, string> environment, string runtimeFolder, Func<string, bool> exists)
    {
        var onPath = environment.GetValueOrDefault("PATH", "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, FileName));
        IEnumerable<string> candidates =
        [
            environment.GetValueOrDefault("DOTNET_HOST_PATH", ""),
            Path.GetFullPath(Path.Combine(runtimeFolder, "..", "..", "..", FileName)),
            .. onPath,
        ];
        return candidates.FirstOrDefault(path => path.Length > 0 && exists(path))
            ?? throw new SandboxException("The dotnet program that runs the function was not found.", "Set DOTNET_HOST_PATH to its path.");
    }
}
