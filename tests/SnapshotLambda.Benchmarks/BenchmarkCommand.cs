using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using SnapshotLambda.Benchmarks.Limits;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks;

/// <summary>The command line: measures the limits, prints what it finds and, after a whole run, writes it into the README.</summary>
internal static class BenchmarkCommand
{
    private const int DefaultRuns = 5;
    private const int NotMeasured = 2;

    /// <summary>Does what the arguments ask. The exit code is 1 if a limit was measured and not kept, 2 if nothing could be measured.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var only = new Option<string>("--only") { HelpName = "a,b", Description = $"Measure these alone: {string.Join(", ", Limit.All.Select(limit => limit.Name))}. Nothing is written then." };
        var runs = new Option<int>("--runs") { HelpName = "N", DefaultValueFactory = _ => DefaultRuns, Description = "How often each thing is measured; medians count." };
        var quick = new Option<bool>("--quick") { Description = "Small sizes and short times, to try it out. Nothing is written then." };
        var longer = new Option<bool>("--long") { Description = "Delete for 300 seconds in place of 60." };
        var before = new Option<string>("--before") { HelpName = "DIR", Description = "A checkout of an earlier version, whose pace is measured beside this one's." };
        only.Validators.Add(result =>
        {
            foreach (var name in Names(result.GetValueOrDefault<string>()).Where(name => Limit.All.All(limit => limit.Name != name)))
                result.AddError($"There is no limit {name}: {string.Join(", ", Limit.All.Select(limit => limit.Name))}.");
        });
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--runs takes a number from 1.");
        });
        var root = new RootCommand("Measures the limits that SnapshotLambda is held to.") { only, runs, quick, longer, before };
        root.SetAction((parsed, cancellationToken) => TryAsync(
            new BenchmarkSettings(Names(parsed.GetValue(only)), parsed.GetValue(runs), parsed.GetValue(quick), parsed.GetValue(longer), parsed.GetValue(before)), cancellationToken));

        // After Ctrl+C what was started is ended first.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(15) });
    }

    private static bool IsOptimized => typeof(BenchmarkCommand).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;

    private static async Task<int> TryAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        if (!IsOptimized) return await FailAsync("what is measured must be built with '-c Release'");
        try
        {
            return await MeasureAsync(settings, cancellationToken);
        }
        catch (Exception fault) when (cancellationToken.IsCancellationRequested)
        {
            return await FailAsync($"interrupted ({fault.GetType().Name}); what was started is ended");
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException)
        {
            return await FailAsync(fault.Message);
        }
    }

    private static async Task<int> FailAsync(string error)
    {
        await Console.Error.WriteLineAsync($"error: {error}");
        return NotMeasured;
    }

    private static async Task<int> MeasureAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var bench = new Bench(settings, Console.Out);
        var measurements = new List<Measurement>();
        foreach (var limit in Limit.All.Where(limit => settings.Only.Count == 0 || settings.Only.Contains(limit.Name)))
        {
            bench.Say($"== {limit.Name}");
            var measurement = await limit.MeasureAsync(bench, cancellationToken);
            foreach (var finding in measurement.Findings) bench.Say($"   {finding.What}: {finding.Measured} (bar: {finding.Bar}){(finding.IsKept is false ? "  NOT KEPT" : "")}");
            measurements.Add(measurement);
        }

        var text = ResultTable.Of(measurements, settings, bench.Clock.GetUtcNow());
        bench.Say($"\n{text}");
        bench.Say(settings.IsWhole ? $"Written to {ResultTable.Write(text)}." : "Not written: this was not the whole of it.");
        return measurements.SelectMany(measurement => measurement.Findings).Any(finding => finding.IsKept is false) ? 1 : 0;
    }

    private static string[] Names(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
