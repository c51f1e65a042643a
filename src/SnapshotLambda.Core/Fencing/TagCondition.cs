using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Fencing;

/// <summary>The test that a condition applies to the tags with its key.</summary>
internal enum TagTest
{
    /// <summary>There is no such tag.</summary>
    Absent,

    /// <summary>No such tag has a matching value.</summary>
    NoneLike,

    /// <summary>There is such a tag.</summary>
    Present,

    /// <summary>Such a tag has a matching value.</summary>
    OneLike,
}

/// <summary>
/// A condition on the tags of the snapshot that is to be deleted, as IAM evaluates it: keys compare without case.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
/// </summary>
/// <param name="Values">The patterns of the tests that look at values; empty for the others.</param>
internal sealed record TagCondition(TagTest Test, string Key, ImmutableArray<string> Values)
{
    /// <summary>True if the condition holds for a snapshot with these tags.</summary>
    public bool Holds(IReadOnlyList<Tag> tags) => Test switch
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
