using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps what <c>excludeTags</c> names: any key matched by one of its values.</summary>
internal sealed class ExcludeTagsRule(TagFilter excludeTags) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => excludeTags.MatchesAny(snapshot.Tags) ? Reason.TagExcluded : null;
}
