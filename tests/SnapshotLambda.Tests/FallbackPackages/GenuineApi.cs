using System.Text.RegularExpressions;

namespace SnapshotLambda.Tests.FallbackPackages;

/// <summary>The public and protected API of the genuine packages, as their listings in api/ give it.</summary>
internal sealed partial class GenuineApi
{
    private readonly Dictionary<string, GenuineType> _types = [];

    /// <summary>All listings under api/.</summary>
    public static GenuineApi Listed()
    {
        var api = new GenuineApi();
        var assembly = typeof(GenuineApi).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".api.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            api.Read(reader.ReadToEnd());
        }
        return api;
    }

    public static GenuineApi Of(string listing)
    {
        var api = new GenuineApi();
        api.Read(listing);
        return api;
    }

    /// <summary>The members of a type, and the type itself, that the genuine package does not have in this form.</summary>
    public IEnumerable<string> StrangersIn(Type type)
    {
        var name = $"{type.Namespace}.{ApiText.Of(type)}";
        if (!_types.TryGetValue(name, out var genuine))
            return [name];
        var strangers = ApiText.MembersOf(type).Except(MembersOf(genuine)).Select(member => $"{name}: {member}");
        return genuine.Kind == ApiText.KindOf(type)
            ? strangers
            : strangers.Prepend($"{name} is {ApiText.KindOf(type)}, not {genuine.Kind}");
    }

    /// <summary>
    /// The overloads that the genuine type declares of a method or constructor that this type declares too, and this type lacks: with
    /// one of them a call may be ambiguous, or mean something else, that compiles here.
    /// </summary>
    public IEnumerable<string> OverloadsMissingIn(Type type)
    {
        var name = $"{type.Namespace}.{ApiText.Of(type)}";
        if (!_types.TryGetValue(name, out var genuine))
            return [];
        var members = ApiText.MembersOf(type).ToHashSet(StringComparer.Ordinal);
        var known = members.Select(CalledName).Where(called => called.Length > 0).ToHashSet(StringComparer.Ordinal);
        return genuine.Members.Where(member => known.Contains(CalledName(member)) && !members.Contains(member))
            .Select(member => $"{name}: {member}");
    }

    /// <summary>The name that calls of a method or constructor are written with; empty for other members.</summary>
    private static string CalledName(string member) => Called().Match(member).Groups["name"].Value;

    private IEnumerable<string> MembersOf(GenuineType type) =>
        type.Members.Concat(_types.Values.Where(other => type.Bases.Contains(other.Name)).SelectMany(MembersOf));

    private void Read(string listing)
    {
        var (space, type) = ("", new GenuineType("", "", []));
        foreach (var line in listing.ReplaceLineEndings("\n").Split('\n').Select(line => ObsoleteMark().Replace(line, "")))
        {
            if (line.StartsWith("namespace ", StringComparison.Ordinal))
                space = line["namespace ".Length..];
            else if (line.StartsWith("    ", StringComparison.Ordinal))
                type.Members.AddRange(type.Kind == "enum" ? line.Trim().Split(", ") : Members(line.Trim()));
            else if (Header().Match(line) is { Success: true } header)
            {
                type = new(header.Groups["name"].Value, header.Groups["kind"].Value, [.. header.Groups["bases"].Value.Split(", ")]);
                // Types of the same name come with both Powertools packages.
                _types[$"{space}.{type.Name}"] = type;
            }
        }
    }

    private static IEnumerable<string> Members(string line)
    {
        var member = Modifiers().Replace(line, "");
        if (Property().Match(member) is { Success: true } property)
            return property.Groups["accessor"].Captures.Select(accessor => $"{property.Groups["head"].Value} {{ {accessor.Value}; }}");
        return [DefaultValue().Replace(member, " = …")];
    }

    [GeneratedRegex(@"^[^({]*?(?<name>\w+)(<[\w, ]+>)?\(")]
    private static partial Regex Called();

    [GeneratedRegex(@"\s+\[Obsolete\]$")]
    private static partial Regex ObsoleteMark();

    [GeneratedRegex(@"^  (?<kind>((static|abstract|sealed) )?(class|interface|enum|struct|delegate)) (?<name>[^:\[]+?)( : (?<bases>.*))?$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^(protected )?(virtual |abstract )?")]
    private static partial Regex Modifiers();

    [GeneratedRegex(@"^(?<head>.+) \{ ((?<accessor>get|set); )+\}$")]
    private static partial Regex Property();

    [GeneratedRegex(@" = (default|false|true|-?\d+|"".*?"")(?=[,)])")]
    private static partial Regex DefaultValue();

    private sealed record GenuineType(string Name, string Kind, List<string> Bases)
    {
        public List<string> Members { get; } = [];
    }
}
