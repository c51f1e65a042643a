using System.Text.Json;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>An error in a file.</summary>
/// <param name="Path">Its place, as in <c>accounts[0].regions[1].name</c>.</param>
/// <param name="Value">The wrong value, shortened.</param>
/// <param name="Valid">The valid values.</param>
internal sealed record FileError(string Path, string Value, string Valid)
{
    /// <summary>The error of a file that is not JSON.</summary>
    public static FileError NoJson(ReadOnlyMemory<byte> json, JsonException fault)
    {
        var at = JsonFault.In(json, fault);
        return new(at.Place, at.Found, JsonFault.Valid);
    }

    /// <summary>The error as a sentence.</summary>
    public override string ToString() => $"{(Path.Length == 0 ? "the whole file" : Path)}: {Value} is not valid; valid: {Valid}";
}
