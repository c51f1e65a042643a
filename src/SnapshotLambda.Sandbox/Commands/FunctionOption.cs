using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Which build of the function is run, where it is not the one that was built with the sandbox.</summary>
internal static class FunctionOption
{
    private const string Valid = "SnapshotLambda.dll as dotnet build or publish leaves it, or the program bootstrap that eng/native.sh makes";

    /// <summary>The option.</summary>
    public static Option<string> Create() => OptionValue.One("--function", "FILE", "Another build of the function: its SnapshotLambda.dll, or a native bootstrap. Default: the one built with the sandbox.");

    /// <summary>The file's whole path; null where the option is not given.</summary>
    /// <exception cref="UsageException">There is no such file, or it cannot be run.</exception>
    public static string? Read(ParseResult parsed, Option<string> option)
    {
        if (parsed.GetValue(option) is not { } given)
            return null;
        string path = given.Length == 0 ? "" : Path.GetFullPath(given);
        if (!File.Exists(path))
            throw new UsageException($"--function '{given}' is no file.", Valid, "Check the path, and build it first.");
        if (Path.GetExtension(path) != ".dll" && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) == 0)
            throw new UsageException($"--function '{given}' may not be run: it is no program.", Valid, $"Name another file, or make it one: chmod +x {given}");
        return path;
    }
}
