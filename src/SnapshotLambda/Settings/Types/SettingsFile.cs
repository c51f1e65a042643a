namespace SnapshotLambda.Settings.Types;

/// <summary>The settings file, beside the assembly or in a layer: its text, or the fault in reading it.</summary>
internal sealed class SettingsFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "snapshotlambda.json";

    /// <summary>The folder of Lambda's layers: https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html</summary>
    public const string LayerFolder = "/opt";

    private SettingsFile(string name, string? text, string? fault) => (Name, Text, Fault) = (name, text, fault);

    /// <summary>The name in messages.</summary>
    public string Name { get; }

    /// <summary>Its text; null if it could not be read.</summary>
    public string? Text { get; }

    /// <summary>The fault in reading it; null if there was none.</summary>
    public string? Fault { get; }

    /// <summary>A file with this text.</summary>
    public static SettingsFile Of(string name, string text) => new(name, text, null);

    /// <summary>A file that exists but could not be read.</summary>
    public static SettingsFile Unreadable(string name, string fault) => new(name, null, fault);

    /// <summary>
    /// The file that was deployed: the one beside the assembly, or else the one of a layer; null if there is neither. Only one is read.
    /// </summary>
    public static SettingsFile? Deployed(string assemblyFolder, string layerFolder)
    {
        var ofLayer = Path.Combine(layerFolder, FileName);
        return In(assemblyFolder) ?? At(ofLayer, ofLayer);
    }

    /// <summary>The file in a folder; null if there is none. Never throws: the result holds any other fault.</summary>
    public static SettingsFile? In(string folder) => At(Path.Combine(folder, FileName));

    /// <summary>The file at a path; null if there is none. Never throws: the result holds any other fault.</summary>
    /// <param name="name">The name in messages.</param>
    public static SettingsFile? At(string path, string name = FileName)
    {
        try
        {
            return Of(name, File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e)
        {
            return Unreadable(name, e.Message);
        }
    }
}
