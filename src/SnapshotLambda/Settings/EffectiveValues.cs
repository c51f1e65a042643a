using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The values in effect, for people and for comparing runs.</summary>
/// <param name="Shown">Each setting that has a value, by name.</param>
/// <param name="Digest">SHA-256 of the values that identify a run, in hexadecimal digits.</param>
internal sealed record EffectiveValues(IReadOnlyDictionary<string, EffectiveSetting> Shown, string Digest)
{
    /// <summary>
    /// The maximum length of a value that is shown; a longer one is described: 9,000 approved ids would fill most of a result.
    /// </summary>
    private const int LongestShown = 2000;

    /// <summary>The values of these settings, with the layer that each comes from.</summary>
    public static EffectiveValues Of(RunSettings run, Func<Setting, Layer> layerOf)
    {
        var values = SettingTable.All
            .Select(setting => (Setting: setting, Value: setting.ValueIn(run)))
            .Where(one => one.Value is not null)
            .OrderBy(one => one.Setting.Name, StringComparer.Ordinal)
            .ToArray();
        var text = new StringBuilder();
        foreach (var (setting, value) in values.Where(one => one.Setting.IsPartOfRunIdentity))
            text.Append(setting.Name).Append('=').Append(value!.Value.GetRawText()).Append('\n');

        return new(
            values.ToImmutableSortedDictionary(
                one => one.Setting.Name,
                one => new EffectiveSetting(Short(one.Value!.Value), layerOf(one.Setting).Name()),
                StringComparer.Ordinal),
            Hash(text.ToString()));
    }

    private static JsonElement Short(JsonElement value)
    {
        var text = value.GetRawText();
        if (text.Length <= LongestShown) return value;
        var extent = value.ValueKind == JsonValueKind.Array ? $"{value.GetArrayLength()} items" : $"{text.Length} characters";
        return JsonText.Written(writer => writer.WriteStringValue($"{extent}, SHA-256 {Hash(text)}"));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
