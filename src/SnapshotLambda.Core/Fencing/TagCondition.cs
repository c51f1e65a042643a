using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Fencing;

/// <summary>What a condition asks of the tags of one key.</summary>
internal enum TagTest
{
    /// <summary>There is none.</summary>
    Absent,

    /// <summary>None has a value that matches.</summary>
    NoneLike,

    /// <summary>There is one.</summary>
    Present,

    /// <summary>One has a value that matches.</summary>
    OneLike,
}

/// <summary>
/// A condition on the tags of the snapshot that is to be deleted, as IAM evaluates it: keys compare without case.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
/// </summary>
/// <param name="Test">What it asks.</param>
/// <param name="Key">Of which key.</param>
/// <param name="Values">The patterns of the tests that look at values; else none.</param>
internal sealed record TagCondition(TagTest Test, string Key, ImmutableArray<string> Values)
{
    /// <summary>Whether it lets a snapshot with these tags be deleted.</summary>
    public bool Lets(IReadOnlyList<Tag> tags) => Test switch
    {
        TagTest.Absent => !Exists(tags, _ => true),
        TagTest.NoneLike => !Exists(tags, Matches),
        TagTest.Present => Exists(tags, _ => true),
        TagTest.OneLike => Exists(tags, Matches),
    };

    private bool Exists(IReadOnlyList<Tag> tags, Func<string, bool> suits)
    {
        for (var t = 0; t < tags.Count; t++)
            if (string.Equals(tags[t].Key, Key, StringComparison.OrdinalIgnoreCase) && suits(tags[t].Value))
                return true;
        return false;
    }

    private bool Matches(string value) => Values.Any(pattern => new WildcardPattern(pattern).Matches(value));
}
