using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Report.Csv;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests.Csv;

/// <summary>The table for a spreadsheet: each snapshot once, and no cell that a spreadsheet would run.</summary>
public sealed class ReportCsvTests
{
    [Fact]
    public void It_begins_with_the_mark_of_UTF_8_and_a_row_of_names()
    {
        var bytes = Written([PlanText.Of(PlanText.Going("snap-1") with { Tags = [new("Owner", "payments")] })]);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "run,dry run,account,region,snapshot,volume,name,description,started,age in days,size in GiB,bytes at most,"
                + "dollars a month at most,archived,decision,reason,why,policy,periods,sharing not yet asked,tag Owner,tags",
            Encoding.UTF8.GetString(bytes[3..]).Split("\r\n")[0]);
    }

    [Fact]
    public void A_row_says_what_the_plan_says()
    {
        var snapshot = PlanText.Kept("snap-1", "KeptMonthly", days: 412) with
        {
            Description = "nightly, of db",
            Tags = [new("Name", "db"), new("Owner", "payments")],
            Policy = "prod",
            Periods = ["KeptMonthly", "KeptDaily"],
        };

        var row = Rows([PlanText.Of(PlanText.Header with { PricePerGiBMonth = 0.05m }, [snapshot])])[1];

        Assert.Equal(
            [
                "2026-11-27-8f14e45f", "yes", "111122223333", "eu-west-1", "snap-1", "vol-0a", "db", "nightly, of db",
                "2025-10-11T03:00:00Z", "412", "8", "8589934592", "0.40", "no", "keep", "KeptMonthly",
                "the newest of its volume in one of the last keepMonthly months", "prod", "KeptMonthly KeptDaily", "no", "payments", "Name=db; Owner=payments",
            ],
            row);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("say \"=1\"", "say \"=1\"")]
    public void What_begins_like_a_formula_is_none(string text, string shown) =>
        Assert.Equal(shown, Rows([PlanText.Of(PlanText.Going("snap-1") with { Description = text })])[1][7]);

    [Fact]
    public void Whatever_a_plan_says_each_snapshot_is_a_row_and_no_cell_a_formula() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed =>
        {
            var plans = new RandomPlans(seed).Plans;
            var rows = Rows(plans);
            Assert.Equal(
                plans.OrderBy(plan => plan.Header.Account, StringComparer.Ordinal)
                    .ThenBy(plan => plan.Header.Region, StringComparer.Ordinal)
                    .SelectMany(plan => plan.Snapshots()).Select(snapshot => snapshot.Id),
                rows.Skip(1).Select(row => row[4]));
            Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
            Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..]);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Dollars_are_rounded_up_so_that_at_most_stays_true()
    {
        var snapshot = PlanText.Going("snap-1") with { AtMostBytes = 1 };

        Assert.Equal("0.0001", Rows([PlanText.Of(PlanText.Header with { PricePerGiBMonth = 0.05m }, [snapshot])])[1][12]);
    }

    [Fact]
    public void Rows_are_written_while_the_plan_is_read()
    {
        var snapshots = Enumerable.Range(0, 5_000).Select(i => PlanText.Kept($"snap-{i}")).ToList();
        using var file = new MemoryStream();
        var counts = new PlanCounts { Scanned = 5_000, Kept = new Dictionary<string, int> { ["TooYoung"] = 5_000 } };
        PlanWriter.Write(file, PlanText.Header with { Counts = counts }, snapshots);
        MemoryStream? read = null;
        var report = RunReport.Open([PlanFile.Open("plan.json", () => read = new MemoryStream(file.ToArray()))], null);
        using var table = new WatchedStream(() => read!.CanRead ? read.Position : long.MaxValue);

        ReportCsv.Write(report, table);

        Assert.InRange(table.ReadAtFirstWrite!.Value, 1, file.Length / 2);
    }

    private static byte[] Written(IReadOnlyList<PlanFile> plans)
    {
        using var stream = new MemoryStream();
        ReportCsv.Write(RunReport.Open(plans, null), stream);
        return stream.ToArray();
    }

    /// <summary>Reads RFC 4180, strictly.</summary>
    private static List<List<string>> Rows(IReadOnlyList<PlanFile> plans)
    {
        var text = Encoding.UTF8.GetString(Written(plans)[3..]);
        List<List<string>> rows = [];
        List<string> row = [];
        for (var at = 0; at < text.Length;)
        {
            var cell = new StringBuilder();
            if (text[at] == '"')
            {
                for (at++; text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'); at++)
                {
                    if (text[at] == '"') at++;
                    cell.Append(text[at]);
                }

                at++;
            }
            else
            {
                for (; text[at] is not (',' or '\r' or '\n' or '"'); at++) cell.Append(text[at]);
            }

            row.Add(cell.ToString());
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
            rows.Add(row);
            row = [];
        }

        Assert.Empty(row);
        return rows;
    }
}
