using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using SnapshotLambda.Core.Results;

[assembly: LambdaGlobalProperties(GenerateMain = true)]
[assembly: LambdaSerializer(typeof(SnapshotLambda.WireSerializer))]

namespace SnapshotLambda;

/// <summary>The type that goes out, as the serializer asks for it. What comes in is read as bytes.</summary>
[JsonSerializable(typeof(RunResult))]
internal sealed partial class WireTypes : JsonSerializerContext;

/// <summary>
/// The result as it goes out, written by code that the compiler generates and with nothing to set up. The serializer sets options of its own, with
/// which that code cannot be used, so it is handed in as a converter. The options here are the ones that the serializer has.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunResult))]
internal sealed partial class ReplyTypes : JsonSerializerContext;

/// <summary>The values that a log line has, all of them: strings, numbers and booleans.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
internal sealed partial class LogTypes : JsonSerializerContext
{
    /// <summary>The options of the log's JSON, which are Powertools' own but for the types.</summary>
    public static JsonSerializerOptions OfTheLog => new() { TypeInfoResolver = Default, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>JSON in camel case, as EventBridge and people write it.</summary>
internal sealed class WireSerializer() : SourceGeneratorLambdaJsonSerializer<WireTypes>(options =>
{
    options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
    options.Converters.Add(new ReplyConverter());
});

/// <summary>Writes the result by <see cref="ReplyTypes"/>. The function never reads one in this form.</summary>
internal sealed class ReplyConverter : JsonConverter<RunResult>
{
    /// <inheritdoc/>
    public override RunResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("A result is written, not read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RunResult value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, ReplyTypes.Default.RunResult);
}
