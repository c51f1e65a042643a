using System.Text;
using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The settings that the file names.</summary>
internal static class FileLayer
{
    /// <summary>What the file names; what is wrong is told. Without a file, nothing.</summary>
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
            whole.Refuse(
                "",
                PayloadBytes.IsTooDeep(Encoding.UTF8.GetBytes(file.Text!)) ? PayloadBytes.TooDeep : $"is not JSON from line {e.LineNumber + 1}, position {e.BytePositionInLine + 1} on",
                JsonLayer.Valid);
        }
        catch (ArgumentException)
        {
            whole.Refuse("", "is not Unicode text", JsonLayer.Valid);
        }

        return [];
    }
}
