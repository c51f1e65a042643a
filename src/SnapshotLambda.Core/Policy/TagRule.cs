namespace SnapshotLambda.Core;

/// <summary>One key of a <see cref="TagFilter"/> and the values it is looked for with.</summary>
/// <param name="Key">The tag's key, literally: a <c>*</c> in it is a <c>*</c>.</param>
/// <param name="Values">What its value may be; one match is enough, and an empty list matches nothing.</param>
internal sealed record TagRule(string Key, IReadOnlyList<WildcardPattern> Values);
