using SnapshotLambda.Report.Model;

namespace SnapshotLambda.Report.Html;

/// <summary>What goes and what stays, by month of age: a column for each month, the oldest at the left.</summary>
internal static class MonthsPicture
{
    private const int LeastColumns = 12;
    private const int Top = 14;
    private const int Bottom = 184;
    private const int Height = 214;

    /// <summary>Writes it.</summary>
    public static void Write(HtmlText html, RunReport report)
    {
        var months = report.Sums.Months;
        var aged = months.Where(month => month.Name is not null).ToList();
        html.Write($"""
            <figure class="card wide"><figcaption><h3>What goes and what stays, by age</h3>
            <p class="soft">Snapshots by their age in months. Today is at the right.</p></figcaption>

            """);
        Pictures.Legend(html, [.. months.Select(month => month.Fates)], report.DryRun, withKept: true);
        if (aged.Count > 0) Columns(html, aged, report.DryRun);
        Pictures.TableHead(html, "Age in months", report.DryRun);
        foreach (var month in months)
            if (month.Fates.All.Count > 0)
                Pictures.TableRow(html, NameOf(month.Name), month.Fates, report.HasPrices);
        Pictures.TableEnd(html);
        html.Write($"</figure>\n");
    }

    private static void Columns(HtmlText html, List<Sum<int?>> months, bool dryRun)
    {
        var step = Step(months.Max(month => month.Fates.All.Count));
        var most = step * Math.Max(1, (months.Max(month => month.Fates.All.Count) + step - 1) / step);
        var slots = Math.Max(LeastColumns, months.Count);
        var leaving = months.Sum(month => month.Fates.Leaving.Count);
        var oldest = months.Where(month => month.Fates.Leaving.Count > 0).Select(month => month.Name).LastOrDefault();
        var oldestText = oldest is null ? "" : $"; the oldest of these {NameOf(oldest)} months old";
        html.Write($"<div class=\"plot\"><svg class=\"y\" width=\"44\" height=\"{Height}\" aria-hidden=\"true\" focusable=\"false\">");
        for (var value = 0; value <= most; value += step)
            html.Write($"<text x=\"38\" y=\"{Y(value, most) + 4:0.#}\" text-anchor=\"end\">{Words.Count(value)}</text>");
        html.Write($"""
            </svg><svg class="x" height="{Height}" role="img" aria-labelledby="months-title months-text">
            <title id="months-title">What goes and what stays, by month of age</title>
            <desc id="months-text">{Words.Count(months.Sum(month => month.Fates.All.Count), "snapshot")} in {months.Count} months of age.
            {Words.Count(leaving)} of them go, are marked or wait{oldestText}.
            The table below has the numbers.</desc>

            """);
        for (var value = 0; value <= most; value += step)
            html.Write($"<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{Y(value, most):0.#}\" y2=\"{Y(value, most):0.#}\"/>");
        foreach (var month in months) Column(html, month, slots, most, dryRun);
        html.Write($"\n");
        var every = slots <= 13 ? 1 : slots <= 25 ? 3 : 6;
        for (var month = 0; month < slots; month += every)
        {
            html.Write($"""<text x="{Left(month, slots) + 50.0 / slots:0.##}%" y="{Bottom + 18}" text-anchor="middle">{month}""");
            html.Write($"{(month == MonthAge.Oldest ? "+" : "")}</text>");
        }

        html.Write($"</svg></div>\n");
    }

    private static void Column(HtmlText html, Sum<int?> month, int slots, int most, bool dryRun)
    {
        var (age, sum) = (month.Name!.Value, 0);
        foreach (var decision in Enumerable.Reverse(Pictures.Stack))
        {
            var count = month.Fates[decision].Count;
            if (count == 0) continue;
            var (from, to) = (Y(sum, most), Y(sum + count, most));
            sum += count;
            html.Write($"""<rect class="s-{Words.Letter(decision)}" x="{Left(age, slots) + 14.0 / slots:0.##}%" """);
            html.Write($"""width="{72.0 / slots:0.##}%" y="{to:0.#}" height="{Math.Max(1, from - to):0.#}">""");
            html.Write($"<title>{NameOf(age)} months old: {Words.Count(count)} {Words.Of(decision, dryRun)}</title></rect>");
        }
    }

    private static double Left(int month, int slots) => 100.0 * (slots - 1 - month) / slots;

    private static double Y(int value, int most) => Bottom - (double)(Bottom - Top) * value / most;

    /// <summary>A round number that divides the axis in at most five.</summary>
    private static int Step(int most)
    {
        var power = 1;
        while (true)
        {
            foreach (var digit in (int[])[1, 2, 5])
                if ((long)power * digit * 5 >= most)
                    return power * digit;
            power *= 10;
        }
    }

    private static string NameOf(int? month) => month switch
    {
        null => "unknown",
        MonthAge.Oldest => $"{Words.Count(MonthAge.Oldest)} and more",
        { } known => Words.Count(known),
    };
}
