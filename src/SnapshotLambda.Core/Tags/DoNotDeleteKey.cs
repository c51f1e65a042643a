namespace SnapshotLambda.Core.Tags;

/// <summary>
/// The key <c>DoNotDelete</c>, however somebody spells it: without regard to case, spaces, <c>-</c> and <c>_</c>, so that nobody's snapshot
/// goes for a hyphen.
/// </summary>
internal static class DoNotDeleteKey
{
    /// <summary>As this project spells it: by this name alone, in any case, settings lift it.</summary>
    public const string Name = "DoNotDelete";

    /// <summary>The usual spellings. IAM compares keys without case, and can be told no others than these one by one.</summary>
    public static IReadOnlyList<string> Usual { get; } = [Name, "do-not-delete", "do_not_delete", "do not delete"];

    /// <summary>Whether it is the name itself, in any case.</summary>
    public static bool IsName(string key) => string.Equals(key, Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is one of its spellings.</summary>
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
