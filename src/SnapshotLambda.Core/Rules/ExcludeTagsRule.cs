using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps snapshots that <c>excludeTags</c> matches: any of its keys with a matching value.</summary>
internal sealed class ExcludeTagsRule(TagFilter excludeTags) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => excludeTags.MatchesAny(snapshot.Tags) ? Reason.TagExcluded : null;
}
