using System.Diagnostics.CodeAnalysis;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

/// <summary>
/// Checks the settings file during the build: the build runs it in the new function before any Main. It reads the file with the function's
/// own reader, and ends the build on any error. .NET prescribes the name:
/// https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md. Lambda does not call it.
/// </summary>
[SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime looks for it in none.")]
internal static class StartupHook
{
    private const string FileVariable = "SETTINGS_FILE_TO_CHECK";

    /// <summary>
    /// Reads the file that the variable names, writes its errors in the build's format, and ends the process: 0 without errors, else 1.
    /// </summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } path) return;
        var reading = SettingsReader.Read(default, new()
        {
            // The deployment names the accounts' role.
            Variables = new Dictionary<string, string> { [EnvironmentLimits.MemberRoleNameName] = "any" },
            File = SettingsFile.At(path),
            Now = TimeProvider.System.GetUtcNow(),
            KnownGuards = [.. Guard.All.Select(guard => guard.Name)],
        });
        foreach (var error in reading.Errors) Console.Error.WriteLine($"{path}: error SETTINGS: {error.Message}");
        Environment.Exit(reading.IsValid ? 0 : 1);
    }
}
