using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;

[assembly: LambdaGlobalProperties(GenerateMain = true)]
[assembly: LambdaSerializer(typeof(SnapshotLambda.WireSerializer))]

namespace SnapshotLambda;

/// <summary>The types that the serializer writes. The payload is read as bytes.</summary>
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(RestoreResult))]
internal sealed partial class WireTypes : JsonSerializerContext;

/// <summary>
/// The result as it is returned, written by source-generated code without any setup. The serializer sets options of its own, which that
/// code cannot be used with, so it is passed as a converter. The options here equal the serializer's.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(RestoreResult))]
internal sealed partial class ReplyTypes : JsonSerializerContext;

/// <summary>All types of values in a log line: strings, numbers and booleans.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
internal sealed partial class LogTypes : JsonSerializerContext
{
    /// <summary>The options of the log's JSON: Powertools' own, except for the types.</summary>
    public static JsonSerializerOptions OfTheLog =>
        new() { TypeInfoResolver = Default, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>JSON in camel case, as EventBridge and people write it.</summary>
internal sealed class WireSerializer() : SourceGeneratorLambdaJsonSerializer<WireTypes>(options =>
{
    options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
    options.Converters.Add(new ReplyConverter());
    options.Converters.Add(new RestoreReplyConverter());
});

/// <summary>Writes the result through <see cref="ReplyTypes"/>. The function never reads one in this form.</summary>
internal sealed class ReplyConverter : JsonConverter<RunResult>
{
    /// <inheritdoc/>
    public override RunResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A result is written, not read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RunResult value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ReplyTypes.Default.RunResult);
}

/// <summary>The same for the result of a restore.</summary>
internal sealed class RestoreReplyConverter : JsonConverter<RestoreResult>
{
    /// <inheritdoc/>
    public override RestoreResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A result is written, not read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RestoreResult value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ReplyTypes.Default.RestoreResult);
}
