using System.Text.Json;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The event to deliver. Lambda asks for JSON; the event need not be an object, nor valid for the function.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Json">The event's bytes, as in the file.</param>
internal sealed record EventFile(string Path, ReadOnlyMemory<byte> Json)
{
    /// <summary>The maximum size of an event: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</summary>
    private const int MaxBytes = 6 * 1024 * 1024;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    /// <summary>Reads the file.</summary>
    /// <exception cref="UsageException">The file does not exist, is not JSON, or exceeds Lambda's limit.</exception>
    public static EventFile Read(string path)
    {
        var bytes = InputFile.Read("EVENT.json", path);
        if (bytes.Length > MaxBytes)
            throw new UsageException(
                $"EVENT.json '{path}' has {bytes.Length:N0} bytes.",
                $"at most {MaxBytes:N0} bytes, Lambda's limit for an event",
                "Make it smaller.");
        try
        {
            using var document = JsonDocument.Parse(bytes, Deep);
            return new EventFile(path, bytes);
        }
        catch (JsonException fault)
        {
            var at = JsonFault.In(bytes, fault);
            throw new UsageException(
                $"EVENT.json '{path}' is not JSON: {at.Place} has {at.Found}.",
                JsonFault.Valid + "; as in {\"dryRun\": true}",
                "Correct the file; events/ has examples.");
        }
    }

    /// <summary>A top-level field with a truth value; null if the event has none. If a field is repeated, false counts.</summary>
    public bool? Flag(string name)
    {
        using var document = JsonDocument.Parse(Json, Deep);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return null;
        bool? flag = null;
        foreach (var field in document.RootElement.EnumerateObject())
        {
            if (field.NameEquals(name) && field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                flag = field.Value.GetBoolean() && flag != false;
        }

        return flag;
    }
}
