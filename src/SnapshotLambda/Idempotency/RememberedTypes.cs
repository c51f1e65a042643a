using System.Text.Json.Serialization;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Idempotency;

/// <summary>What a run is remembered by and with, as Powertools Idempotency stores it; it asks for <see cref="object"/> first.</summary>
[JsonSerializable(typeof(RunKey))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(object))]
internal sealed partial class RememberedTypes : JsonSerializerContext;
