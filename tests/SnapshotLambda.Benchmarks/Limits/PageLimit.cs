using PuppeteerSharp;
using SnapshotLambda.Benchmarks.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Report.Html;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Report.Tests;
using SnapshotLambda.Tests;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>How long a browser takes for the page of a run with as many snapshots as one can list.</summary>
internal sealed class PageLimit : ILimit
{
    private const int Volumes = 900;
    private const int Owners = 30;

    private static readonly (string What, string Script, double Bar)[] Steps =
    [
        ("filtered by a tile", """document.querySelector('[data-filter="d:d"]').click()""", 0.5),
        ("searched", "const box = document.getElementById('search'); box.value = 'team-7'; box.dispatchEvent(new Event('input'))", 0.5),
        (
            "grouped by owner",
            "const list = document.getElementById('group'); list.value = 'tag:Owner'; list.dispatchEvent(new Event('change'))",
            1
        ),
    ];

    /// <inheritdoc/>
    public string Name => "page";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        const double loadBar = 3;
        var rows = bench.Settings.IsQuick ? RunReport.MostRows / 10 : RunReport.MostRows;
        var page = FormattableString.Invariant($"the report's page of {rows:N0} snapshots in Chromium");
        if (ChromiumProgram.File is null)
            return new Measurement([new Finding($"{page}: loaded", Bar(loadBar), ChromiumProgram.Needed, null)]);
        var file = bench.PathOf("page.html");
        await using (var stream = File.Create(file)) ReportPage.Write(ReportOf(rows), stream);
        await using var browser = await ChromiumProgram.StartAsync();
        var loads = new List<double>();
        var steps = Steps.Select(_ => new List<double>()).ToList();
        for (var run = 0; run < bench.Settings.Runs; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var tab = await browser.NewPageAsync();
            var start = bench.Clock.GetTimestamp();
            await tab.GoToAsync(new Uri(file).ToString());
            await PaintedAsync(tab, "");
            loads.Add(bench.Clock.GetElapsedTime(start).TotalSeconds);
            foreach (var (step, times) in Steps.Zip(steps)) times.Add(await PaintedAsync(tab, step.Script));
        }

        return new Measurement(
        [
            Of($"{page}: loaded", loadBar, loads),
            .. Steps.Zip(steps).Select(step => Of($"the same: {step.First.What}", step.First.Bar, step.Second)),
        ]);
    }

    /// <summary>Runs a script, waits until its effect is painted, and tells how many seconds that took.</summary>
    private static Task<double> PaintedAsync(IPage page, string script) => page.EvaluateFunctionAsync<double>($$"""
        async () => {
          const start = performance.now();
          {{script}};
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
          return (performance.now() - start) / 1000;
        }
        """);

    private static Finding Of(string what, double bar, List<double> seconds)
    {
        var median = Median.Of(seconds);
        return new Finding(what, Bar(bar), FormattableString.Invariant($"{median:0.00} s"), median < bar);
    }

    private static string Bar(double seconds) => FormattableString.Invariant($"under {seconds} s");

    private static RunReport ReportOf(int rows) => RunReport.Open(
        [PlanText.Of([.. Enumerable.Range(0, rows).Select(i => SnapshotOf(i, $"snap-{i:x17}", 40 + i / 10))])], null);

    private static PlannedSnapshot SnapshotOf(int number, string id, int days) =>
        (number % 3 == 0 ? PlanText.Kept(id, "KeptMonthly", days) : PlanText.Going(id, days)) with
        {
            VolumeId = $"vol-{number % Volumes:x17}",
            Description = "nightly backup",
            Tags = [new Tag("Name", $"disk-{number % Volumes}"), new Tag("Owner", $"team-{number % Owners}"), new Tag("Stage", "prod")],
        };
}
