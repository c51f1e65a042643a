namespace SnapshotLambda.Core;

/// <summary>Keeps what <c>excludeTags</c> names: any key matched by one of its values.</summary>
internal sealed class ExcludeTagsRule(TagFilter excludeTags) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => excludeTags.MatchesAny(snapshot.Tags) ? Reason.TagExcluded : null;
}

internal sealed partial record Reason
{
    /// <summary>A tag of it matches <c>excludeTags</c>.</summary>
    public static Reason TagExcluded { get; } = new(nameof(TagExcluded), "a tag of it matches excludeTags, such as DoNotDelete");
}
