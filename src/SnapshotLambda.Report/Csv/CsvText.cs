namespace SnapshotLambda.Report.Csv;

/// <summary>
/// Writes rows in the form of RFC 4180. No cell is a formula: one that begins like a formula gets an apostrophe in front.
/// </summary>
internal sealed class CsvText(TextWriter writer)
{
    private const string LineEnd = "\r\n";

    /// <summary>Writes a row.</summary>
    public void Row(IEnumerable<string?> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst) writer.Write(',');
            isFirst = false;
            Cell(cell ?? "");
        }

        writer.Write(LineEnd);
    }

    private void Cell(string text)
    {
        var shown = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;
        if (shown.AsSpan().IndexOfAny("\",\r\n") < 0)
        {
            writer.Write(shown);
            return;
        }

        writer.Write('"');
        writer.Write(shown.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
