namespace SnapshotLambda.Report.Html;

/// <summary>A table that is scrolled where the screen is too narrow for it, with the keyboard too.</summary>
internal static class ScrolledTable
{
    /// <summary>Writes the table's beginning, up to its first row.</summary>
    /// <param name="html">The page.</param>
    /// <param name="label">What the table is about.</param>
    /// <param name="columns">The headings of the columns; those of numbers begin with <c>#</c>.</param>
    public static void Begin(HtmlText html, string label, params IEnumerable<string> columns)
    {
        html.Write($"""<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table><thead><tr>""");
        foreach (var column in columns)
        {
            if (column.StartsWith('#'))
                html.Write($"""<th scope="col" class="r">{column[1..]}</th>""");
            else
                html.Write($"""<th scope="col">{column}</th>""");
        }

        html.Write($"</tr></thead><tbody>\n");
    }

    /// <summary>Writes the table's end.</summary>
    public static void End(HtmlText html) => html.Write($"</tbody></table></div>\n");
}
