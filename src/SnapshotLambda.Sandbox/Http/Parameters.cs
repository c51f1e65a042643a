using System.Globalization;
using System.Text.RegularExpressions;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>The parameters of a call in the Query protocol, in which <c>SnapshotId.2</c> is the second item of a list.</summary>
internal sealed partial class Parameters(IReadOnlyDictionary<string, string> values)
{
    /// <summary>All parameters by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } = values;

    /// <summary>The first unknown parameter, or null. Known ones have <c>N</c> for numbers, as in <c>Filter.N.Name</c>.</summary>
    public string? FirstOtherThan(IReadOnlySet<string> known) =>
        Values.Keys.FirstOrDefault(
            name => !known.Contains(name.Contains('.', StringComparison.Ordinal) ? Numbers().Replace(name, ".N") : name));

    /// <summary>The value, or null.</summary>
    public string? Text(string name) => Values.GetValueOrDefault(name);

    /// <summary>The value of a required parameter.</summary>
    public string RequiredText(string name) => Values.TryGetValue(name, out var text) && text.Length > 0
        ? text
        : throw new ApiError("MissingParameter", $"The request must contain the parameter {name}");

    /// <summary>True if the parameter is given as true.</summary>
    public bool IsTrue(string name) => Text(name) is { } text && (bool.TryParse(text, out var isTrue) ? isTrue : throw Invalid(name, text));

    /// <summary>The whole number, or null.</summary>
    public int? Whole(string name) => Text(name) is { } text
        ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid(name, text)
        : null;

    /// <summary>The values <c>name.1</c>, <c>name.2</c>… in the order of their numbers.</summary>
    public IReadOnlyList<string> List(string name) =>
        [.. Numbered(name + ".").Where(item => item.Tail.Length == 0).OrderBy(item => item.Number).Select(item => item.Value)];

    /// <summary>The structures <c>name.1.…</c>, <c>name.2.…</c> in the order of their numbers, with the rest of each name.</summary>
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
            var tail = name[prefix.Length..];
            var dot = tail.IndexOf('.', StringComparison.Ordinal);
            var digits = dot < 0 ? tail : tail[..dot];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                yield return (number, dot < 0 ? "" : tail[(dot + 1)..], value);
        }
    }

    private static ApiError Invalid(string name, string text) =>
        new("InvalidParameterValue", $"Invalid value '{text}' for parameter {name}");

    [GeneratedRegex("\\.[0-9]+(?=\\.|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
