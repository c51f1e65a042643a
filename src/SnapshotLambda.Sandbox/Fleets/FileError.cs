namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>One thing wrong with a file.</summary>
/// <param name="Path">Where, as in <c>accounts[0].regions[1].name</c>.</param>
/// <param name="Value">What stands there, shortened.</param>
/// <param name="Valid">What would be valid there.</param>
internal sealed record FileError(string Path, string Value, string Valid)
{
    /// <summary>The error as a sentence.</summary>
    public override string ToString() => $"{Path}: {Value} is not valid; valid: {Valid}";
}
