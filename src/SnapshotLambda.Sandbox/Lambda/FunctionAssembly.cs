using System.Reflection;

namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>
/// The function built with the sandbox. Its path is in the sandbox's assembly, relative to the sandbox's folder and of the same
/// configuration.
/// </summary>
internal static class FunctionAssembly
{
    /// <summary>The assembly's full path.</summary>
    /// <exception cref="SandboxException">The assembly does not exist.</exception>
    public static string Path(string sandboxFolder)
    {
        var relative = typeof(FunctionAssembly).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "FunctionPath").Value!;
        var path = System.IO.Path.GetFullPath(relative, sandboxFolder);
        return File.Exists(path)
            ? path
            : throw new SandboxException(
                $"The built function is not at {path}.", "Build the solution with 'dotnet build'; the sandbox runs from its build folder.");
    }
}
