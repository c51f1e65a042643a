using System.Text.RegularExpressions;
using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

public sealed partial class DemoTests
{
    [Fact]
    public async Task Reports_the_same_at_any_time_but_for_the_dates()
    {
        var first = await SandboxProcess.RunAsync();
        var again = await SandboxProcess.RunAsync("demo");
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Equal(Instants().Replace(first.Out, "DATE"), Instants().Replace(again.Out, "DATE"));
    }

    [Fact]
    public async Task Shows_many_reasons_and_stays_below_the_caps()
    {
        var report = (await SandboxProcess.RunAsync()).Out;
        Assert.All(
            [
                "TooYoung",
                "NotCompleted",
                "LineageUnknown",
                "NewestOfVolume",
                "NewestOfDeletedVolume",
                "TagExcluded",
                "StartTimeUnknown",
                "Archived",
                // Archived snapshots stay by default, so their 90 days are not asked.
                .. Guard.All.Except([Guard.Archive]).Select(guard => guard.Reason.Name),
            ],
            reason => Assert.Contains(reason, report, StringComparison.Ordinal));
        Assert.DoesNotContain("OverCap", report, StringComparison.Ordinal);
        Assert.DoesNotContain("would refuse", report, StringComparison.Ordinal);
        Assert.Contains("Nothing was deleted.", report, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d UTC)?")]
    private static partial Regex Instants();
}
