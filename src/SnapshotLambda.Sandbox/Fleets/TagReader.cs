using System.Text.Json;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Reads the tags of a fleet file.</summary>
internal static class TagReader
{
    /// <summary>The tags of an object of strings; null for anything that EC2 would not accept.</summary>
    public static IReadOnlyList<Tag>? Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        var tags = new List<Tag>();
        foreach (var field in element.EnumerateObject())
        {
            if (field.Value.ValueKind != JsonValueKind.String
                || field.Name.Length is 0 or > 128
                || tags.Exists(tag => tag.Key == field.Name))
                return null;
            var value = field.Value.GetString()!;
            if (value.Length > 256 || AwsFormats.XmlText(field.Name) is null || AwsFormats.XmlText(value) is null)
                return null;
            tags.Add(new(field.Name, value));
        }

        return tags;
    }
}
