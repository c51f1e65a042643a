using SnapshotLambda.Core.Guards;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

/// <summary>
/// What the build runs of the function that it has just built, before any Main: it reads the settings file that is to be deployed, with the
/// function's own reader, and ends the build if anything is wrong in it. The name is .NET's:
/// https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md. In Lambda nothing asks for it.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime looks for it in none.")]
internal static class StartupHook
{
    private const string FileVariable = "SETTINGS_FILE_TO_CHECK";

    /// <summary>Reads the file that the variable names, tells what is wrong in it as the build understands it, and ends the process: 0 if all is right, else 1.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } path) return;
        var reading = SettingsReader.Read(default, new()
        {
            // Which role the accounts have is the deployment's to say.
            Variables = new Dictionary<string, string> { [EnvironmentLimits.MemberRoleNameName] = "any" },
            File = SettingsFile.At(path),
            Now = TimeProvider.System.GetUtcNow(),
            KnownGuards = [.. Guard.All.Select(guard => guard.Name)],
        });
        foreach (var error in reading.Errors) Console.Error.WriteLine($"{path}: error SETTINGS: {error.Message}");
        Environment.Exit(reading.IsValid ? 0 : 1);
    }
}
