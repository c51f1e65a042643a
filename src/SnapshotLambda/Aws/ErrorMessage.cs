namespace SnapshotLambda.Aws;

/// <summary>Makes a foreign message fit for a log line and a result.</summary>
internal static class ErrorMessage
{
    /// <summary>The first line with any text, trimmed, without control characters and cut to a length.</summary>
    public static string Of(string text, int length = 450)
    {
        var line = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        var clean = string.Concat(line.Where(c => !char.IsControl(c)));
        if (clean.Length <= length) return clean;
        var end = char.IsHighSurrogate(clean[length - 2]) ? length - 2 : length - 1;
        return string.Concat(clean.AsSpan(0, end), "…");
    }
}
