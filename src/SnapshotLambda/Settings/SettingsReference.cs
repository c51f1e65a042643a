using System.Text;

namespace SnapshotLambda.Settings;

/// <summary>The tables of docs/settings.md.</summary>
internal static class SettingsReference
{
    /// <summary>Two tables in Markdown: the settings, and the variables of the environment alone. Ends in a line break.</summary>
    public static string ToMarkdown()
    {
        var untouched = new RunSettings { ReferenceTime = DateTimeOffset.UnixEpoch };
        var text = new StringBuilder();
        Row(text, "setting", "environment variable", "valid", "default", "meaning", "while locked, a payload may say");
        Row(text, "---", "---", "---", "---", "---", "---");
        foreach (var setting in SettingTable.All)
        {
            Row(text,
                $"`{setting.Name}`",
                setting.PayloadOnly || setting.NotInEnvironment ? "none" : $"`{setting.EnvironmentName}`",
                setting.Valid,
                setting.DefaultInWords ?? (setting.ValueIn(untouched) is { } value ? $"`{value.GetRawText()}`" : "none"),
                setting.Meaning,
                setting.Reach);
        }

        text.Append('\n');
        Row(text, "environment variable", "valid", "meaning");
        Row(text, "---", "---", "---");
        foreach (var variable in EnvironmentLimits.Variables) Row(text, $"`{variable.Name}`", variable.Valid, variable.Meaning);
        return text.ToString();
    }

    private static void Row(StringBuilder text, params string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
