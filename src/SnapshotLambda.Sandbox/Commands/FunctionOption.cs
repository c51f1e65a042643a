using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The option <c>--function</c>: another build of the function than the sandbox's.</summary>
internal static class FunctionOption
{
    private const string Valid =
        "SnapshotLambda.dll as dotnet build or publish leaves it, or the program bootstrap that eng/native.sh makes";

    /// <summary>The option.</summary>
    public static Option<string> Create() => OptionValue.One(
        "--function",
        "FILE",
        "Another build of the function: its SnapshotLambda.dll, or a native bootstrap. Default: the one built with the sandbox.");

    /// <summary>The file's full path; null if the option is not given.</summary>
    /// <exception cref="UsageException">The file does not exist or cannot be run.</exception>
    public static string? Read(ParseResult parsed, Option<string> option)
    {
        if (parsed.GetValue(option) is not { } given)
            return null;
        var path = given.Length == 0 ? "" : Path.GetFullPath(given);
        if (!File.Exists(path))
            throw new UsageException($"--function '{given}' is no file.", Valid, "Check the path, and build it first.");
        if (Path.GetExtension(path) != ".dll"
            && !OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) == 0)
            throw new UsageException(
                $"--function '{given}' may not be run: it is no program.", Valid, $"Name another file, or make it one: chmod +x {given}");
        return path;
    }
}
