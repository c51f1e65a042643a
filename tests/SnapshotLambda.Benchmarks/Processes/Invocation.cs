using System.Text.Json;

namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>What came of one event.</summary>
/// <param name="Json">The function's result.</param>
/// <param name="Wall">From the event to the result.</param>
/// <param name="Used">What the process used since its start.</param>
internal sealed record Invocation(string Json, TimeSpan Wall, Usage Used)
{
    /// <summary>One of the result's totals.</summary>
    public int Total(string name)
    {
        using var result = JsonDocument.Parse(Json);
        return result.RootElement.GetProperty("totals").GetProperty(name).GetInt32();
    }
}
