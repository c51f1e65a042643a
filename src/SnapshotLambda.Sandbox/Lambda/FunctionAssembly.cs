using System.Reflection;

namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>The built function, as the project file remembers it: relative to the sandbox's own folder, of the same configuration.</summary>
internal static class FunctionAssembly
{
    /// <summary>The assembly's path, seen from the sandbox's build folder.</summary>
    /// <exception cref="SandboxException">It is not there.</exception>
    public static string Path(string sandboxFolder)
    {
        string relative = typeof(FunctionAssembly).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "FunctionPath").Value!;
        string path = System.IO.Path.GetFullPath(relative, sandboxFolder);
        return File.Exists(path)
            ? path
            : throw new SandboxException($"The built function is not at {path}.", "Build the solution with 'dotnet build'; the sandbox runs from its build folder.");
    }
}
