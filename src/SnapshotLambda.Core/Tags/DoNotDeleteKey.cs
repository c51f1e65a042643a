namespace SnapshotLambda.Core.Tags;

/// <summary>
/// The key <c>DoNotDelete</c> in any spelling: case, spaces, <c>-</c> and <c>_</c> do not count, so that no snapshot is deleted for a
/// hyphen.
/// </summary>
internal static class DoNotDeleteKey
{
    /// <summary>This project's spelling. Settings lift the protection by this name alone, in any case.</summary>
    public const string Name = "DoNotDelete";

    /// <summary>The usual spellings. IAM compares keys without case, and a policy names these spellings only.</summary>
    public static IReadOnlyList<string> Usual { get; } = [Name, "do-not-delete", "do_not_delete", "do not delete"];

    /// <summary>True if the key is the name itself, in any case.</summary>
    public static bool IsName(string key) => string.Equals(key, Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>True if the key is one of its spellings.</summary>
    public static bool IsSpelling(string key)
    {
        if (key.Length < Name.Length) return false;
        var letter = 0;
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] is '-' or '_' || char.IsWhiteSpace(key[i])) continue;
            if (letter == Name.Length || char.ToUpperInvariant(key[i]) != char.ToUpperInvariant(Name[letter])) return false;
            letter++;
        }

        return letter == Name.Length;
    }
}
