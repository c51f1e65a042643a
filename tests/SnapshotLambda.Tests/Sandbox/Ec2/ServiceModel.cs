using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

/// <summary>AWS's own description of a service, and what of a document does not follow it.</summary>
internal sealed class ServiceModel
{
    private readonly JsonElement _root;

    public ServiceModel(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sandbox", "data", file)));
        _root = document.RootElement.Clone();
    }

    public IEnumerable<string> Operations => _root.GetProperty("operations").EnumerateObject().Select(operation => operation.Name);

    /// <summary>The parameters of an operation as they are sent, <c>N</c> standing for numbers.</summary>
    public IReadOnlyCollection<string> Parameters(string operation)
    {
        var names = new List<string>();
        AddParameters(Shape(Operation(operation).GetProperty("input").GetProperty("shape").GetString()!), "", names);
        return names;
    }

    /// <summary>Every element of the answer that the model does not know, or knows as something else.</summary>
    public IReadOnlyList<string> Faults(string operation, XElement answer, IEnumerable<string> alsoValid)
    {
        var faults = new List<string>();
        var shape = Operation(operation).TryGetProperty("output", out var output)
            ? Shape(output.GetProperty("shape").GetString()!)
            : default;
        if (answer.Name.LocalName != operation + "Response")
            faults.Add($"the root is {answer.Name.LocalName}");
        var known = alsoValid.ToHashSet();
        foreach (var element in answer.Elements().Where(element => !known.Contains(element.Name.LocalName)))
            AddMember(shape, element, operation, faults);
        faults.AddRange(answer.DescendantsAndSelf()
            .Where(element => element.Name.Namespace != answer.Name.Namespace)
            .Select(element => $"{element.Name} is in another namespace"));
        return faults;
    }

    private void AddMember(JsonElement structure, XElement element, string path, List<string> faults)
    {
        var name = element.Name.LocalName;
        var member = structure.ValueKind == JsonValueKind.Object
            ? structure.GetProperty("members").EnumerateObject().FirstOrDefault(candidate => WireName(candidate) == name).Value
            : default;
        if (member.ValueKind == JsonValueKind.Undefined)
            faults.Add($"{path} has no member {name}");
        else
            AddValue(Shape(member.GetProperty("shape").GetString()!), element, $"{path}.{name}", faults);
    }

    private void AddValue(JsonElement shape, XElement element, string path, List<string> faults)
    {
        switch (shape.GetProperty("type").GetString())
        {
            case "structure":
                foreach (var child in element.Elements())
                    AddMember(shape, child, path, faults);
                break;
            case "list":
                var member = shape.GetProperty("member");
                var itemName = member.TryGetProperty("locationName", out var named) ? named.GetString()! : "member";
                foreach (var item in element.Elements())
                {
                    if (item.Name.LocalName == itemName)
                        AddValue(Shape(member.GetProperty("shape").GetString()!), item, $"{path}.{itemName}", faults);
                    else
                        faults.Add($"{path} has the item {item.Name.LocalName}, not {itemName}");
                }

                break;
            case var type:
                if (element.HasElements
                    || !IsScalar(type!, element.Value)
                    || (shape.TryGetProperty("enum", out var values)
                        && !values.EnumerateArray().Any(value => value.GetString() == element.Value)))
                    faults.Add($"{path} is a {type} and not '{element.Value}'");
                break;
        }
    }

    private static bool IsScalar(string type, string value) => type switch
    {
        "string" => true,
        "boolean" => value is "true" or "false",
        "integer" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "timestamp" => DateTimeOffset.TryParseExact(
            value, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        _ => throw new NotSupportedException(type),
    };

    private void AddParameters(JsonElement structure, string prefix, List<string> names)
    {
        foreach (var member in structure.GetProperty("members").EnumerateObject())
        {
            var name = WireName(member);
            name = prefix + char.ToUpperInvariant(name[0]) + name[1..];
            var shape = Shape(member.Value.GetProperty("shape").GetString()!);
            var isList = shape.GetProperty("type").GetString() == "list";
            if (isList)
                (name, shape) = (name + ".N", Shape(shape.GetProperty("member").GetProperty("shape").GetString()!));
            if (shape.GetProperty("type").GetString() == "structure")
                AddParameters(shape, name + ".", names);
            else
                names.Add(name);
        }
    }

    private static string WireName(JsonProperty member) =>
        member.Value.TryGetProperty("locationName", out var named) ? named.GetString()! : member.Name;

    private JsonElement Operation(string name) => _root.GetProperty("operations").GetProperty(name);

    private JsonElement Shape(string name) => _root.GetProperty("shapes").GetProperty(name);
}
