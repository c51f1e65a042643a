using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps snapshots that <c>includeTags</c> does not match: each of its keys must have a matching value.</summary>
internal sealed class IncludeTagsRule(TagFilter includeTags) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => includeTags.MatchesAll(snapshot.Tags) ? null : Reason.TagNotIncluded;
}
