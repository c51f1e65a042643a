namespace SnapshotLambda.Core.Results;

/// <summary>Something that a person should know of a run and that changes no status. Each run says it once, whatever the number of its regions.</summary>
/// <param name="Code">Which it is, in one word; README lists all of them.</param>
/// <param name="Count">How many regions or snapshots it is about: the text says which.</param>
/// <param name="Text">The same for a person, and what to do about it.</param>
public sealed record Note(string Code, int Count, string Text);
