using System.Collections.Immutable;

namespace SnapshotLambda.Core;

/// <summary>Tag keys and the values they are looked for with, in the order they were written.</summary>
internal sealed class TagFilter
{
    /// <summary>A filter of these rules.</summary>
    public TagFilter(IEnumerable<TagRule> rules) => Rules = [.. rules];

    /// <summary>No rule: every snapshot is in scope, and none is excluded.</summary>
    public static TagFilter Empty { get; } = new([]);

    /// <summary>The tag that keeps a snapshot whatever its value, unless a policy lifts it by name.</summary>
    public static TagRule DoNotDelete { get; } = new("DoNotDelete", [WildcardPattern.Any]);

    /// <summary>The rules, in order.</summary>
    public ImmutableArray<TagRule> Rules { get; }

    /// <summary>
    /// As a scope: whether every key is there with a matching value. Keys compare exactly, as EC2's own filters do.
    /// An empty filter matches every snapshot.
    /// </summary>
    public bool MatchesAll(IReadOnlyList<Tag> tags)
    {
        foreach (var rule in Rules)
            if (!rule.Matches(tags, StringComparison.Ordinal))
                return false;
        return true;
    }

    /// <summary>
    /// As an exclusion: whether any key is there with a matching value. Keys compare without case, as IAM's
    /// <c>aws:ResourceTag</c> does: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
    /// An empty filter excludes nothing.
    /// </summary>
    public bool MatchesAny(IReadOnlyList<Tag> tags)
    {
        foreach (var rule in Rules)
            if (rule.Matches(tags, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
