using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using SnapshotLambda.Core.Results;

[assembly: LambdaGlobalProperties(GenerateMain = true)]
[assembly: LambdaSerializer(typeof(SnapshotLambda.WireSerializer))]

namespace SnapshotLambda;

/// <summary>The type that goes out, serialized without reflection. What comes in is read as bytes.</summary>
[JsonSerializable(typeof(RunResult))]
internal sealed partial class WireTypes : JsonSerializerContext;

/// <summary>JSON in camel case, as EventBridge and people write it.</summary>
internal sealed class WireSerializer() : SourceGeneratorLambdaJsonSerializer<WireTypes>(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);
