using System.Text.Json;

namespace SnapshotLambda.Core.Results;

/// <summary>The value in effect of one setting.</summary>
/// <param name="Value">The value, in the payload's own form.</param>
/// <param name="From">The layer that named it: <c>payload</c>, <c>environment</c>, <c>file</c> or <c>default</c>.</param>
public sealed record EffectiveSetting(JsonElement Value, string From);
