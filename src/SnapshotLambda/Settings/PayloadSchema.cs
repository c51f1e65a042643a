using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SnapshotLambda.Settings;

/// <summary>
/// The payload's JSON Schema, with which editors complete fields and mark errors. It refuses nothing that the function accepts. Draft 7,
/// which editors support best.
/// </summary>
internal static class PayloadSchema
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema, as in the file events/payload.schema.json. Ends in a line break.</summary>
    public static string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options)) Write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter writer)
    {
        var untouched = new RunSettings { ReferenceTime = DateTimeOffset.UnixEpoch };
        writer.WriteStartObject();
        writer.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        writer.WriteString("title", "A payload of SnapshotLambda");
        writer.WriteString(
            "description", "The settings of one run. Every field is optional. Precedence: payload, environment, file, default.");
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        writer.WriteStartObject(JsonLayer.SchemaField);
        writer.WriteString("description", "Where editors find this schema. The function passes it by.");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
        foreach (var setting in SettingTable.All)
        {
            writer.WriteStartObject(setting.Name);
            writer.WriteString("description", setting.Meaning);
            setting.WriteSchema(writer);
            if (setting.DefaultInWords is null && setting.ValueIn(untouched) is { } value)
            {
                writer.WritePropertyName("default");
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
