using System.Globalization;
using SnapshotLambda.Benchmarks.Processes;

namespace SnapshotLambda.Benchmarks.Results;

/// <summary>What each of several programs used for the same job, each run several times and in turn.</summary>
internal sealed class SideBySide
{
    private readonly Dictionary<string, List<Usage>> _runs = [];

    /// <summary>Notes a run.</summary>
    public void Add(string name, Usage used)
    {
        if (!_runs.TryGetValue(name, out var runs)) _runs[name] = runs = [];
        runs.Add(used);
    }

    /// <summary>The medians of one; null where it was not measured.</summary>
    public Usage? Of(string name) => _runs.TryGetValue(name, out var runs) ? Usage.Median(runs) : null;

    /// <summary>CPU time as a cell of a table.</summary>
    public string Cpu(string name, string? against = null) => Cell(name, against, usage => usage.Cpu.TotalSeconds, "0.00");

    /// <summary>Wall time as a cell.</summary>
    public string Wall(string name, string? against = null) => Cell(name, against, usage => usage.Wall.TotalSeconds, "0.00");

    /// <summary>Memory as a cell.</summary>
    public string Peak(string name, string? against = null) => Cell(name, against, usage => usage.PeakMiB, "0");

    /// <summary>A median, in brackets its share of another's; a dash where it was not measured.</summary>
    private string Cell(string name, string? against, Func<Usage, double> of, string format)
    {
        if (Of(name) is not { } used) return "-";
        var text = of(used).ToString(format, CultureInfo.InvariantCulture);
        return against is null || against == name || Of(against) is not { } other
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text} (1/{of(other) / of(used):0.0})");
    }
}
