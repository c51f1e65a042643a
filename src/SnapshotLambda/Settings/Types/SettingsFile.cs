namespace SnapshotLambda.Settings.Types;

/// <summary>The settings file beside the assembly: its text, or why it could not be read.</summary>
internal sealed class SettingsFile
{
    /// <summary>Its name.</summary>
    public const string FileName = "snapshotlambda.json";

    private SettingsFile(string name, string? text, string? fault) => (Name, Text, Fault) = (name, text, fault);

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Its text; null if it could not be read.</summary>
    public string? Text { get; }

    /// <summary>Why it could not be read; null if it could.</summary>
    public string? Fault { get; }

    /// <summary>A file with this text.</summary>
    public static SettingsFile Of(string name, string text) => new(name, text, null);

    /// <summary>A file that is there but could not be read.</summary>
    public static SettingsFile Unreadable(string name, string fault) => new(name, null, fault);

    /// <summary>The file in a folder; null if there is none. Never throws: any other fault is part of the answer.</summary>
    public static SettingsFile? In(string folder) => At(Path.Combine(folder, FileName));

    /// <summary>The file at a path; null if there is none. Never throws: any other fault is part of the answer.</summary>
    public static SettingsFile? At(string path)
    {
        try
        {
            return Of(FileName, File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e)
        {
            return Unreadable(FileName, e.Message);
        }
    }
}
