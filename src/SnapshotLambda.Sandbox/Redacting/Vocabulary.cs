using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Sandbox.Redacting;

/// <summary>
/// What the function says by itself, and so tells nothing of anybody: the names of its fields and codes, and the words of the pages that
/// describe them. Whatever is not in it counts as somebody's.
/// </summary>
internal static partial class Vocabulary
{
    /// <summary>What Lambda writes into the log by itself, and the words of a denial and of EC2's usual errors.</summary>
    private const string OfAws =
        "INIT_START START END REPORT RequestId Version $LATEST Duration Billed Memory Size Max Used Init Restore XRAY TraceId SegmentId "
        + "Sampled ms MB GiB TiB Status timeout error Runtime Task timed out after seconds User authorized perform identity-based resource-based "
        + "session boundary service control explicit deny allows action currently does exist request rate limit exceeded invalid "
        + "parameter value internal occurred";

    private static readonly FrozenSet<string> Names = ReadNames();

    private static readonly FrozenSet<string> Words = ReadWords();

    /// <summary>True for the name of a field, a code, a status or a word that a setting may have.</summary>
    public static bool IsName(string text) => Names.Contains(text);

    /// <summary>True for a word of the pages, in whatever case, and for a name.</summary>
    public static bool IsWord(string text) => Words.Contains(text) || Names.Contains(text);

    /// <summary>True for the name of a region.</summary>
    public static bool IsRegion(string text) => Fleets.AwsFormats.RegionName(text) is not null;

    /// <summary>The next word of a text, with what is joined to it by a single mark, as in <c>ec2:DeleteSnapshot</c>.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}_$]+(?:[-./:@+#&=][\p{L}\p{M}\p{N}_]+)*")]
    private static partial Regex Word();

    private static FrozenSet<string> ReadNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in typeof(RunResult).Assembly.GetTypes())
        {
            if (type.IsEnum)
                names.UnionWith(Enum.GetNames(type));
            names.UnionWith(type.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)));
        }

        foreach (var schema in Resources("names/"))
            Read(JsonDocument.Parse(schema).RootElement, names);
        // What the log calls its keys and events stands in code spans of its page.
        foreach (var page in Resources("words/log.md"))
            names.UnionWith(CodeSpan().Matches(page).Select(match => match.Groups[1].Value));
        names.UnionWith(["timestamp", "service", "function_name", "function_version", "function_memory_size", "function_arn"]);
        names.UnionWith(["xray_trace_id", "name", "from", "value", "environment", "payload", "file"]);
        names.UnionWith(["Information", "Warning", "Error", "Debug", "Critical"]);
        return names.ToFrozenSet(StringComparer.Ordinal);
    }

    private static FrozenSet<string> ReadWords() =>
        Resources("words/").SelectMany(page => Word().Matches(page).Select(match => match.Value))
            .Where(word => !word.Any(char.IsAsciiDigit))
            .Concat(OfAws.Split(' '))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of properties and the words that a property may have.</summary>
    private static void Read(JsonElement schema, HashSet<string> names)
    {
        if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in schema.EnumerateArray())
                Read(item, names);
        }

        if (schema.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in schema.EnumerateObject())
        {
            if (property.Name == "properties" && property.Value.ValueKind == JsonValueKind.Object)
                names.UnionWith(property.Value.EnumerateObject().Select(one => one.Name));
            if (property.Name == "enum" && property.Value.ValueKind == JsonValueKind.Array)
            {
                names.UnionWith(
                    property.Value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!));
            }

            Read(property.Value, names);
        }
    }

    private static IEnumerable<string> Resources(string beginning)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(beginning, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex CodeSpan();
}
