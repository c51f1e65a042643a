using System.Globalization;
using System.Text.RegularExpressions;

namespace SnapshotLambda.Sandbox.Redacting;

/// <summary>
/// Gives each thing one name that says of what kind it is and nothing else: the same thing has the same name wherever it stands.
/// </summary>
internal sealed partial class Pseudonyms
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The number of different things that have a name.</summary>
    public int Count => _names.Count;

    /// <summary>The name of this thing, as in <c>value-3</c>. Its kind is what it was first seen as.</summary>
    public string Of(string kind, string thing) => Id(thing) ?? Account(thing) ?? Named(thing, kind, number => $"{kind}-{number}");

    /// <summary>Another id of the same form; null if this is no id.</summary>
    public string? Id(string thing)
    {
        if (Guid.TryParseExact(thing, "D", out _))
            return Named(thing, "uuid", number => $"00000000-0000-0000-0000-{number:D12}");
        return ResourceId().Match(thing) is { Success: true } id && id.Length == thing.Length
            ? Named(thing, id.Groups[1].Value, number => $"{id.Groups[1].Value}-{number:D17}")
            : null;
    }

    /// <summary>Another account of twelve digits; null if this is none.</summary>
    public string? Account(string thing) =>
        thing.Length == 12 && thing.All(char.IsAsciiDigit)
            ? Named(thing, "account", number => number.ToString("D12", CultureInfo.InvariantCulture))
            : null;

    /// <summary>An id of EC2 or a neighbour, its prefix first; the rest may be anything, for fleets in files have short ones.</summary>
    [GeneratedRegex(
        @"\b(snap|vol|ami|ari|aki|i|lt|eni|sg|subnet|vpc|rtb|igw|eipalloc|fs|fleet|policy|cvlg|rs|job)-[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*",
        RegexOptions.CultureInvariant)]
    public static partial Regex ResourceId();

    private string Named(string thing, string kind, Func<int, string> form)
    {
        if (_names.TryGetValue(thing, out var name))
            return name;
        var number = _counts.GetValueOrDefault(kind) + 1;
        _counts[kind] = number;
        return _names[thing] = form(number);
    }
}
