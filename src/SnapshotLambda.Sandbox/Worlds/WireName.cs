using System.Collections.Frozen;
using System.Text.Json;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>The names of an enum's members in EC2 and fleet files: in lower case, words joined by hyphens.</summary>
internal static class WireName
{
    /// <summary>The member's name.</summary>
    public static string Of<T>(T member) where T : struct, Enum => Names<T>.OfMember[member];

    /// <summary>The member with this name, or null.</summary>
    public static T? Parse<T>(string name) where T : struct, Enum => Names<T>.ToMember.TryGetValue(name, out var member) ? member : null;

    /// <summary>All names, for a message.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));

    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> OfMember =
            Enum.GetValues<T>().ToFrozenDictionary(
                member => member, member => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString()));

        public static readonly FrozenDictionary<string, T> ToMember =
            OfMember.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
