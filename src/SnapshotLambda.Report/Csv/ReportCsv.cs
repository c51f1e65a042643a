using System.Globalization;
using System.Text;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Csv;

/// <summary>A run as a table for a spreadsheet: a row for each of its snapshots. It holds no more than one of them at a time.</summary>
internal static class ReportCsv
{
    private static readonly string[] Columns =
    [
        "run", "dry run", "account", "region", "snapshot", "volume", "name", "description", "started", "age in days", "size in GiB",
        "bytes at most", "dollars a month at most", "archived", "decision", "reason", "why", "policy", "periods", "sharing not yet asked",
    ];

    /// <summary>Writes the table as UTF-8 with a byte order mark, by which Excel knows it.</summary>
    /// <param name="report">The run.</param>
    /// <param name="stream">The file. It is left open.</param>
    public static void Write(RunReport report, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        var csv = new CsvText(writer);
        csv.Row([.. Columns, .. report.GroupKeys.Select(key => $"tag {key}"), "tags"]);
        foreach (var plan in report.Plans)
            foreach (var snapshot in plan.Snapshots())
                csv.Row(Cells(plan.Header, snapshot, report.GroupKeys));
    }

    private static IEnumerable<string?> Cells(PlanHeader plan, PlannedSnapshot snapshot, IReadOnlyList<string> keys) =>
    [
        plan.RunId,
        TextOf(plan.DryRun),
        plan.Account,
        plan.Region,
        snapshot.Id,
        snapshot.IsCopy ? null : snapshot.VolumeId,
        ValueOf(snapshot, "Name"),
        snapshot.Description,
        snapshot.StartTime?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        snapshot.StartTime is { } start ? TextOf(Math.Max(0, (long)(plan.ReferenceTime - start).TotalDays)) : null,
        TextOf(snapshot.SizeGiB),
        TextOf(snapshot.AtMostBytes),
        plan.PricePerGiBMonth is null
            ? null
            : RoundedUp(Amount.Of(snapshot, plan.PricePerGiBMonth).Dollars).ToString("0.00##", CultureInfo.InvariantCulture),
        TextOf(snapshot.IsArchived),
        PlanNames.Of(snapshot.Decision),
        snapshot.Reason,
        snapshot.Reason is { } reason ? Explanations.Of(reason) : null,
        snapshot.Policy,
        string.Join(' ', snapshot.Periods),
        TextOf(snapshot.IsSharingUnknown),
        .. keys.Select(key => ValueOf(snapshot, key)),
        string.Join("; ", snapshot.Tags.Select(tag => $"{tag.Key}={tag.Value}")),
    ];

    private static string? ValueOf(PlannedSnapshot snapshot, string key) =>
        snapshot.Tags.Where(tag => tag.Key == key).Select(tag => tag.Value).FirstOrDefault();

    private static decimal RoundedUp(decimal dollars) => Math.Ceiling(dollars * 10_000) / 10_000;

    private static string TextOf(bool flag) => flag ? "yes" : "no";

    private static string TextOf(long number) => number.ToString(CultureInfo.InvariantCulture);
}
