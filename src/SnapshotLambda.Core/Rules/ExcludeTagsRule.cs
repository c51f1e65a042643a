namespace SnapshotLambda.Core;

/// <summary>Keeps what <c>excludeTags</c> names: any key matched by one of its values.</summary>
internal sealed class ExcludeTagsRule(TagFilter excludeTags) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => excludeTags.MatchesAny(snapshot.Tags) ? Reason.TagExcluded : null;
}
