using System.Text.Json;
using SnapshotLambda.Core.Results;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The report's first lines: the run, a possible refusal, the place and the cutoff.</summary>
internal static class ReportHeader
{
    /// <summary>Writes the lines.</summary>
    public static void Write(IAnsiConsole console, ReportContent report)
    {
        var result = report.Result;
        console.WriteLine(Title(result), new Style(decoration: Decoration.Bold));
        if (Refusal.Of(result) is { } refusal)
            console.WriteLine(ReportText.OneLine(refusal.Why));
        if (Facts(report).ToList() is { Count: > 0 } facts)
            console.Named(facts);
    }

    private static string Title(RunResult result) =>
        (result, Refusal.Of(result)) switch
        {
            ({ Status: RunStatus.InvalidConfiguration }, _) => "SnapshotLambda: nothing was done",
            ({ DryRun: true }, { } refusal) => $"SnapshotLambda: dry run. A real run would delete nothing{refusal.Where}",
            ({ DryRun: true, Replayed: true }, _) => "SnapshotLambda: dry run, the remembered result of an earlier delivery",
            ({ DryRun: true }, _) => "SnapshotLambda: dry run, nothing is changed",
            ({ Replayed: true }, _) => "SnapshotLambda: the remembered result of an earlier delivery; nothing was done again",
            _ => "SnapshotLambda: real run",
        };

    private static IEnumerable<(string Name, string Value)> Facts(ReportContent report)
    {
        var result = report.Result;
        string[] accounts = [.. result.Regions.Select(region => region.Account).Distinct()];
        string[] regions = [.. result.Regions.Select(region => region.Region).Distinct()];
        if (accounts.Length > 0)
            yield return (accounts.Length == 1 ? "Account" : "Accounts", $"{string.Join(", ", accounts)} ({report.Where})");
        // Several accounts' regions are in the table, each beside its account.
        if (regions.Length > 0 && accounts.Length == 1)
            yield return (regions.Length == 1 ? "Region" : "Regions", string.Join(", ", regions));
        // Each policy has a cutoff of its own, which the table of policies names.
        if (result is { Cutoff: { } cutoff, Policies: not { Count: > 0 } })
            yield return ("Old enough", $"started before {ReportText.Instant(cutoff)}{Age(result)}");
        string[] fences = [.. result.Regions.Select(region => region.Fence).Distinct()];
        if (fences.Any(fence => fence != "off"))
            yield return ("Fence", string.Join(", ", fences));
        var own = string.Join(", ", result.Settings.Where(setting => setting.Value.From != "default").Select(Setting));
        if (own.Length > 0)
            yield return ("Settings", own);
        if (report.Deliveries > 1)
            yield return ("Delivered", $"{report.Deliveries} times to one process; this is the last result");
    }

    private static string Age(RunResult result) =>
        result.Settings.TryGetValue("maxAgeDays", out var days) ? $" (older than {days.Value} days)" : "";

    private static string Setting(KeyValuePair<string, EffectiveSetting> setting) =>
        $"{setting.Key} {Shown(setting.Key, setting.Value.Value)} ({setting.Value.From})";

    /// <summary>A value. Of policies the names alone: the table of policies has more of each.</summary>
    private static string Shown(string name, JsonElement value) => name == "policies" && value.ValueKind is JsonValueKind.Array
        ? string.Join(", ", value.EnumerateArray().Select(policy => policy.GetProperty("name").GetString()))
        : ResultJson.InOneLine(value);
}
