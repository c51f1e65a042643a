using System.Globalization;
using System.Text.RegularExpressions;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>The parameters of a call in the form of the Query protocol, where <c>SnapshotId.2</c> is the second item of a list.</summary>
internal sealed partial class Parameters(IReadOnlyDictionary<string, string> values)
{
    /// <summary>All of them, by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } = values;

    /// <summary>The first one that is none of the known, which are written with <c>N</c> for numbers, as in <c>Filter.N.Name</c>; or null.</summary>
    public string? FirstOtherThan(IReadOnlySet<string> known) =>
        Values.Keys.FirstOrDefault(name => !known.Contains(name.Contains('.', StringComparison.Ordinal) ? Numbers().Replace(name, ".N") : name));

    /// <summary>The value, or null.</summary>
    public string? Text(string name) => Values.GetValueOrDefault(name);

    /// <summary>The value, which must be there.</summary>
    public string RequiredText(string name) => Values.TryGetValue(name, out string? text) && text.Length > 0
        ? text
        : throw new ApiError("MissingParameter", $"The request must contain the parameter {name}");

    /// <summary>Whether it is there and true.</summary>
    public bool IsTrue(string name) => Text(name) is { } text && (bool.TryParse(text, out bool isTrue) ? isTrue : throw Invalid(name, text));

    /// <summary>The whole number, or null.</summary>
    public int? Whole(string name) => Text(name) is { } text
        ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : throw Invalid(name, text)
        : null;

    /// <summary>The values <c>name.1</c>, <c>name.2</c>… in the order of their numbers.</summary>
    public IReadOnlyList<string> List(string name) => [.. Numbered(name + ".").Where(item => item.Tail.Length == 0).OrderBy(item => item.Number).Select(item => item.Value)];

    /// <summary>The structures <c>name.1.…</c>, <c>name.2.…</c> in the order of their numbers, each with what follows the number.</summary>
    public IReadOnlyList<Parameters> Structures(string name) =>
    [
        .. Numbered(name + ".").GroupBy(item => item.Number).OrderBy(group => group.Key)
            .Select(group => new Parameters(group.ToDictionary(item => item.Tail, item => item.Value, StringComparer.Ordinal))),
    ];

    private IEnumerable<(int Number, string Tail, string Value)> Numbered(string prefix)
    {
        foreach (var (name, value) in Values)
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            string tail = name[prefix.Length..];
            int dot = tail.IndexOf('.', StringComparison.Ordinal);
            string digits = dot < 0 ? tail : tail[..dot];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                yield return (number, dot < 0 ? "" : tail[(dot + 1)..], value);
        }
    }

    private static ApiError Invalid(string name, string text) => new("InvalidParameterValue", $"Invalid value '{text}' for parameter {name}");

    [GeneratedRegex("\\.[0-9]+(?=\\.|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
