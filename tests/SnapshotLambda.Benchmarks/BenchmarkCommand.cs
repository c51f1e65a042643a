using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using SnapshotLambda.Benchmarks.Limits;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks;

/// <summary>The command line: measures the limits, prints what it finds and, after a whole block, writes it into the README.</summary>
internal static class BenchmarkCommand
{
    private const int DefaultRuns = 5;
    private const int NotMeasured = 2;

    /// <summary>
    /// Does what the arguments ask. The exit code is 1 if a limit was measured and not kept, 2 if nothing could be measured.
    /// </summary>
    public static Task<int> RunAsync(string[] args)
    {
        var only = new Option<string>("--only")
        {
            HelpName = "a,b",
            Description = $"Measure these alone: {string.Join(", ", Limit.Names)}. A block is written if all of it is measured.",
        };
        var runs = new Option<int>("--runs")
        {
            HelpName = "N",
            DefaultValueFactory = _ => DefaultRuns,
            Description = "How often each thing is measured; medians count.",
        };
        var quick = new Option<bool>("--quick") { Description = "Small sizes and short times, to try it out. Nothing is written then." };
        var longer = new Option<bool>("--long") { Description = "Delete for 300 seconds in place of 60." };
        var before = new Option<string>("--before")
        {
            HelpName = "DIR",
            Description = "A checkout of an earlier version, or the folder that it was published into, to be measured beside this one.",
        };
        var function = new Option<string>("--function")
        {
            HelpName = "FILE",
            Description = "Measure the limits of this build of the function, as artifacts/native/x86_64/bootstrap. Nothing is written then.",
        };
        only.Validators.Add(result =>
        {
            foreach (var name in Names(result.GetValueOrDefault<string>()).Except(Limit.Names))
                result.AddError($"There is no limit {name}: {string.Join(", ", Limit.Names)}.");
        });
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--runs takes a number from 1.");
        });
        function.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } file && !File.Exists(file))
                result.AddError($"--function {file}: there is no such file. 'eng/native.sh x86_64 -p:StandIns=true' makes artifacts/native/x86_64/bootstrap.");
        });
        var root = new RootCommand("Measures the limits that SnapshotLambda is held to.") { only, runs, quick, longer, before, function };
        root.SetAction((parsed, cancellationToken) => TryAsync(
            new BenchmarkSettings(
                Names(parsed.GetValue(only)),
                parsed.GetValue(runs),
                parsed.GetValue(quick),
                parsed.GetValue(longer),
                parsed.GetValue(before),
                parsed.GetValue(function)),
            cancellationToken));

        // After Ctrl+C what was started is ended first.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(15) });
    }

    private static bool IsOptimized =>
        typeof(BenchmarkCommand).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;

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
        var areKept = true;
        foreach (var block in Limit.Blocks)
        {
            var limits = block.Of(settings.Only);
            if (limits.Count == 0) continue;
            List<Measurement> measurements = [];
            foreach (var limit in limits) measurements.Add(await MeasureAsync(limit, bench, cancellationToken));
            areKept &= measurements.SelectMany(measurement => measurement.Findings).All(finding => finding.IsKept is not false);
            var text = ResultTable.Of(measurements, bench);
            bench.Say($"\n{text}");
            bench.Say(settings.IsForReadme && limits.Count == block.Limits.Count
                ? $"Written to {ResultTable.Write(block.Name, text)}."
                : "Not written: this was not the whole of it.");
        }

        return areKept ? 0 : 1;
    }

    private static async Task<Measurement> MeasureAsync(ILimit limit, Bench bench, CancellationToken cancellationToken)
    {
        bench.Say($"== {limit.Name}");
        var measurement = await limit.MeasureAsync(bench, cancellationToken);
        foreach (var finding in measurement.Findings)
            bench.Say($"   {finding.What}: {finding.Measured} (bar: {finding.Bar}){(finding.IsKept is false ? "  NOT KEPT" : "")}");
        return measurement;
    }

    private static string[] Names(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
