using System.Text.Json.Serialization;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Report.Results;

/// <summary>A run's result as the function replies it: camel case, without what is null.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunResult))]
internal sealed partial class ResultTypes : JsonSerializerContext;
