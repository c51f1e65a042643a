using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>
/// The filters of an action, with an item's values for each. See https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
/// </summary>
internal sealed class FilterTerms<T>
{
    private const int MostFilters = 50, MostValues = 200, LongestValue = 255;
    private readonly Dictionary<string, Func<T, IEnumerable<string>>> _terms = new(StringComparer.Ordinal);
    private Func<T, IEnumerable<Tag>>? _tags;

    /// <summary>Adds a filter on a property with at most one value.</summary>
    public FilterTerms<T> One(string name, Func<T, string?> value) => Many(name, item => value(item) is { } text ? [text] : []);

    /// <summary>Adds a filter on a property with several values.</summary>
    public FilterTerms<T> Many(string name, Func<T, IEnumerable<string>> values)
    {
        _terms.Add(name, values);
        return this;
    }

    /// <summary>Adds <c>tag-key</c> and <c>tag:</c> followed by a key.</summary>
    public FilterTerms<T> Tags(Func<T, IEnumerable<Tag>> of)
    {
        _tags = of;
        return Many("tag-key", item => of(item).Select(tag => tag.Key));
    }

    /// <summary>
    /// The test of a call's filters: an item passes if one of its values matches each filter, with <c>*</c> and <c>?</c> as wildcards.
    /// </summary>
    /// <exception cref="ApiError">A filter is unknown, or there are too many.</exception>
    public Func<T, bool> Read(Parameters parameters)
    {
        var filters = parameters.Structures("Filter");
        if (filters.Count > MostFilters)
            throw Ec2Error.TooManyFilters($"The maximum number of filters on a single call is {MostFilters}");
        if (filters.Sum(filter => filter.List("Value").Count) > MostValues)
            throw Ec2Error.TooManyFilters($"The maximum number of filter values specified on a single call is {MostValues}");
        var tests = filters.Select(Test).ToList();
        return item => tests.TrueForAll(test => test(item));
    }

    /// <summary>The values of a filter; null without the filter, or if a value has wildcards.</summary>
    public static IReadOnlyList<string>? PlainValues(Parameters parameters, string name) =>
        parameters.Structures("Filter").FirstOrDefault(filter => filter.Text("Name") == name)?.List("Value") is { } values
        && !values.Any(IsPattern)
            ? values
            : null;

    private Func<T, bool> Test(Parameters filter)
    {
        var name = filter.Text("Name") ?? "null";
        var wanted = filter.List("Value");
        var valuesOf = Find(name);
        if (wanted.Count == 0)
            throw Ec2Error.InvalidValue($"The filter '{name}' has no values");
        if (wanted.FirstOrDefault(value => value.Length > LongestValue) is not null)
            throw Ec2Error.InvalidValue($"A value of the filter '{name}' is longer than {LongestValue} characters");
        if (wanted.FirstOrDefault(value => value.Contains('\\', StringComparison.Ordinal)) is { } escaped)
            throw Ec2Error.InvalidValue($"The sandbox does not read escapes in filter values: {escaped}");
        return item => valuesOf(item).Any(actual => wanted.Any(value => Wildcard.Matches(value, actual)));
    }

    private Func<T, IEnumerable<string>> Find(string name)
    {
        if (_terms.TryGetValue(name, out var values))
            return values;
        if (_tags is not { } of || !name.StartsWith("tag:", StringComparison.Ordinal) || name.Length == "tag:".Length)
            throw Ec2Error.InvalidValue(
                $"The filter '{name}' is invalid: the sandbox knows "
                + $"{string.Join(", ", _terms.Keys)}{(_tags is null ? "" : ", tag:<key>")}");
        var key = name["tag:".Length..];
        return item => of(item).Where(tag => tag.Key == key).Select(tag => tag.Value);
    }

    private static bool IsPattern(string value) => value.AsSpan().ContainsAny('*', '?');
}
