using System.Text;
using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The settings from the file.</summary>
internal static class FileLayer
{
    /// <summary>Reads the settings, and reports errors. Empty if there is no file.</summary>
    public static IReadOnlyList<SettingAssignment> Read(SettingsSources sources, SettingErrors errors)
    {
        if (sources.File is not { } file) return [];
        var whole = new SettingLocation(Layer.File, file.Name, sources, errors);
        try
        {
            if (file.Text is not null) return JsonLayer.Read(JsonElement.Parse(file.Text), whole, $"{file.Name}: ");
            whole.Refuse("", $"cannot be read ({file.Fault})", "a readable file, or none");
        }
        catch (JsonException e)
        {
            var problem = PayloadBytes.IsTooDeep(Encoding.UTF8.GetBytes(file.Text!)) ? PayloadBytes.TooDeep : PayloadBytes.NotJson(e);
            whole.Refuse("", problem, JsonLayer.Valid);
        }
        catch (ArgumentException)
        {
            whole.Refuse("", "is not Unicode text", JsonLayer.Valid);
        }

        return [];
    }
}
