using System.Globalization;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The words, numbers and dates of a report: the same everywhere, whatever the machine's language.</summary>
internal static class ReportText
{
    /// <summary>A count with thousands separated, as in 1,234.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>GiB, rounded up, so that "at most" stays true.</summary>
    public static string GiB(long bytes) => Count((bytes + (1L << 30) - 1) >> 30);

    /// <summary>A day, as in 2026-11-22, or a dash.</summary>
    public static string Day(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>An instant to the second, as in 2026-11-22 03:00:00 UTC.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A table without lines: columns two spaces apart, all left but those named as numbers.</summary>
    public static Table Table(params (string Heading, bool IsNumber)[] columns)
    {
        Table table = new Table().Border(TableBorder.None);
        foreach ((string heading, bool isNumber) in columns)
        {
            TableColumn column = new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).Padding(0, 0, 2, 0);
            table.AddColumn(isNumber ? column.RightAligned().NoWrap() : column);
        }

        return table;
    }

    /// <summary>Adds a row of plain text; nothing in it is read as markup.</summary>
    public static void Row(this Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    /// <summary>Writes a section's heading after an empty line.</summary>
    public static void Heading(this IAnsiConsole console, string text)
    {
        console.WriteLine();
        console.WriteLine(text, new Style(decoration: Decoration.Bold));
    }
}
