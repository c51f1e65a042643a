using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps what <c>includeTags</c> does not name: the scope is every key matched by one of its values.</summary>
internal sealed class IncludeTagsRule(TagFilter includeTags) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => includeTags.MatchesAll(snapshot.Tags) ? null : Reason.TagNotIncluded;
}
