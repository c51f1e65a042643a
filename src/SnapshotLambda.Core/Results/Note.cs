namespace SnapshotLambda.Core.Results;

/// <summary>A remark about a run that changes no status. Each run makes it once, whatever the number of its regions.</summary>
/// <param name="Code">The kind of remark, in one word (<see cref="NoteCode"/>).</param>
/// <param name="Count">The number of regions or snapshots concerned; the text says which.</param>
/// <param name="Text">The remark for a person, and the step to take.</param>
public sealed record Note(string Code, int Count, string Text);
