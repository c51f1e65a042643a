using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using SnapshotLambda.Core;

[assembly: LambdaGlobalProperties(GenerateMain = true)]
[assembly: LambdaSerializer(typeof(SnapshotLambda.WireSerializer))]

namespace SnapshotLambda;

/// <summary>The types that come in and go out, serialized without reflection.</summary>
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(RunResult))]
internal sealed partial class WireTypes : JsonSerializerContext;

/// <summary>JSON in camel case, as EventBridge and people write it.</summary>
internal sealed class WireSerializer() : SourceGeneratorLambdaJsonSerializer<WireTypes>(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);
