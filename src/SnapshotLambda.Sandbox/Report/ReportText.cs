using System.Globalization;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The words, numbers and dates of a report, the same in every language of the machine.</summary>
internal static class ReportText
{
    /// <summary>Spaces between columns.</summary>
    public const int Gap = 2;

    /// <summary>The sign for a missing number.</summary>
    public const string None = "-";

    /// <summary>A count with thousands separated, as in 1,234.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>GiB, rounded up, so that "at most" stays true.</summary>
    public static string GiB(long bytes) => Count((bytes + (1L << 30) - 1) >> 30);

    /// <summary>A day, as in 2026-11-22, or a dash.</summary>
    public static string Day(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? None;

    /// <summary>An instant to the second, as in 2026-11-22 03:00:00 UTC.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A text in one line, without its line ends.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>A table without lines: columns two spaces apart, left-aligned except for numbers.</summary>
    public static Table Table(params (string Heading, bool IsNumber)[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var (heading, isNumber) in columns)
        {
            var column = new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).Padding(0, 0, Gap, 0);
            table.AddColumn(isNumber ? column.RightAligned().NoWrap() : column);
        }

        return table;
    }

    /// <summary>Adds a row of plain text; nothing in it is markup.</summary>
    public static void Row(this Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    /// <summary>Writes paragraphs with a name each; further lines are indented below the first.</summary>
    public static void Named(this IAnsiConsole console, IEnumerable<(string Name, string Text)> paragraphs)
    {
        var grid = new Grid().AddColumn(new GridColumn().Padding(0, 0, Gap, 0).NoWrap()).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        foreach (var (name, text) in paragraphs)
            grid.AddRow(new Text(name), new Text(OneLine(text)));
        console.Write(grid);
    }

    /// <summary>Writes a heading after an empty line.</summary>
    public static void Heading(this IAnsiConsole console, string text)
    {
        console.WriteLine();
        console.WriteLine(text, new Style(decoration: Decoration.Bold));
    }
}
