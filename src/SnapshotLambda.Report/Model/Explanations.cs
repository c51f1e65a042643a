using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.Report.Model;

/// <summary>Explains reasons in words.</summary>
internal static class Explanations
{
    private static readonly Dictionary<string, string> All =
        Reason.All.ToDictionary(reason => reason.Name, reason => reason.Explanation, StringComparer.Ordinal);

    /// <summary>The reason for a person, in one clause; null for one of a later version.</summary>
    public static string? Of(string reason) => All.GetValueOrDefault(reason);
}
