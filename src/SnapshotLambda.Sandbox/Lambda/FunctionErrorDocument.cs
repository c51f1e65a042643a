using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>
/// The document with a function's exception: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>. See
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-invokeerror
/// </summary>
internal static class FunctionErrorDocument
{
    /// <summary>Reads a document. A text of another form becomes the message, so that nothing is lost.</summary>
    public static async Task<FunctionReply> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        string? typeHeader = request.Headers["Lambda-Runtime-Function-Error-Type"];
        try
        {
            using var document = JsonDocument.Parse(text);
            var error = document.RootElement;
            return new FunctionReply.Threw(
                Text(error, "errorType") ?? typeHeader ?? "Unknown",
                Text(error, "errorMessage") ?? text,
                Lines(error));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new FunctionReply.Threw(typeHeader ?? "Unknown", text, []);
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[] Lines(JsonElement error) =>
        error.TryGetProperty("stackTrace", out var lines) && lines.ValueKind == JsonValueKind.Array
            ? [.. lines.EnumerateArray().Select(line => line.ToString())]
            : [];
}
