using System.Buffers;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Results;

/// <summary>
/// Finds signs of another owner among candidates, for a person to look at before the first real run: tag keys that many candidates bear
/// and no setting names, and words such as <c>keep</c> or <c>legal</c> in keys or values.
/// </summary>
internal static class ForeignSigns
{
    private const int LeastShared = 10;
    private const int MostSigns = 10;

    private static readonly SearchValues<string> Words =
        SearchValues.Create(["keep", "protect", "hold", "retain", "legal"], StringComparison.OrdinalIgnoreCase);

    // Keys that say what a snapshot is of, and nothing of who deletes it.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase) { "Name" };

    /// <summary>The signs, the most frequent first, with the number of candidates that bear each; at most ten.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="inputs">The settings, whose tag keys are no signs.</param>
    /// <param name="cancellationToken">Ends the search between two snapshots.</param>
    public static IReadOnlyDictionary<string, int> Among(
        IReadOnlyList<Snapshot> candidates, PlanInputs inputs, CancellationToken cancellationToken)
    {
        var known = KnownKeys(inputs);
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < candidates.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var tag in candidates[i].Tags)
            {
                if (known.Contains(tag.Key) || OwnTags.IsOwn(tag.Key)) continue;
                if (tag.Key.AsSpan().ContainsAny(Words) || tag.Value.AsSpan().ContainsAny(Words)) Add(words, Shown(tag));
                else if (!Common.Contains(tag.Key)) Add(keys, tag.Key);
            }
        }

        var shared = keys.Where(key => key.Value >= LeastShared);
        return words.Concat(shared)
            .OrderByDescending(sign => sign.Value).ThenBy(sign => sign.Key, StringComparer.Ordinal)
            .DistinctBy(sign => sign.Key, StringComparer.Ordinal)
            .Take(MostSigns)
            .ToDictionary(StringComparer.Ordinal);
    }

    private static string Shown(Tag tag) => tag.Value.Length is 0 or > 40 ? tag.Key : $"{tag.Key}={tag.Value}";

    private static void Add(Dictionary<string, int> counts, string sign) => counts[sign] = counts.GetValueOrDefault(sign) + 1;

    private static HashSet<string> KnownKeys(PlanInputs inputs)
    {
        var keys = inputs.Policies.Append(inputs.Retention)
            .SelectMany(retention => retention.IncludeTags.Rules.Concat(retention.ExcludeTags.Rules))
            .Select(rule => rule.Key)
            .Concat(inputs.Retention.KeepUntilTags.Keys)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (inputs.Retention.LineageTag is { } lineageTag) keys.Add(lineageTag);
        return keys;
    }
}
