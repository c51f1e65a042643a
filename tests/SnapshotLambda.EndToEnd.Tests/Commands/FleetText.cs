using System.Globalization;
using System.Text.Json.Nodes;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

/// <summary>
/// A fleet file that is told step by step. Each step is about the account that was named last, and the one region that it has.
/// </summary>
internal sealed class FleetText
{
    private readonly JsonArray _accounts = [];
    private DateTimeOffset? _now;

    private FleetText()
    {
    }

    /// <summary>A fleet that begins with the function's own account.</summary>
    public static FleetText OfAccount(string id = "111122223333") => new FleetText().AndAccount(id);

    /// <summary>Another account.</summary>
    public FleetText AndAccount(string id)
    {
        _accounts.Add(new JsonObject
        {
            ["id"] = id,
            ["roles"] = new JsonArray(),
            ["regions"] = new JsonArray(
                new JsonObject { ["name"] = "us-east-1", ["snapshots"] = new JsonArray(), ["recycleBin"] = new JsonArray() }),
        });
        return this;
    }

    /// <summary>A role that another account may assume.</summary>
    public FleetText WithRole(string name, string trusting, string[] allowing, string? externalId = null)
    {
        var allow = new JsonObject { ["Effect"] = "Allow", ["Action"] = Texts(allowing), ["Resource"] = "*" };
        var role = new JsonObject
        {
            ["name"] = name,
            ["trustedBy"] = Texts(trusting),
            ["policy"] = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(allow) },
        };
        if (externalId is not null) role["externalId"] = externalId;
        Account["roles"]!.AsArray().Add(role);
        return this;
    }

    /// <summary>
    /// Snapshots of that age, each of a volume of its own that is no more. No two have one description, so they are no set.
    /// </summary>
    public FleetText WithSnapshots(int ageDays, params IEnumerable<string> ids)
    {
        foreach (var id in ids)
            Add(
                "snapshots",
                new JsonObject { ["id"] = id, ["volumeId"] = $"vol-of-{id}", ["ageDays"] = ageDays, ["description"] = $"of {id}" });
        return this;
    }

    /// <summary>The tag of the snapshot that was named last.</summary>
    public FleetText Tagged(string key, string value = "")
    {
        Region["snapshots"]!.AsArray()[^1]!["tags"] = new JsonObject { [key] = value };
        return this;
    }

    /// <summary>A Recycle Bin rule for snapshots with this tag, as in <c>key=value</c>.</summary>
    public FleetText WithRecycleBin(int days, string tag)
    {
        Add("recycleBin", new JsonObject { ["days"] = days, ["tag"] = tag });
        return this;
    }

    /// <summary>The instant at which the fleet stands; without one it stands at each instant that it is read.</summary>
    public FleetText At(DateTimeOffset now)
    {
        _now = now;
        return this;
    }

    /// <summary>The file's text.</summary>
    public override string ToString()
    {
        var file = new JsonObject { ["accounts"] = _accounts.DeepClone() };
        if (_now is { } now) file["now"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return file.ToJsonString();
    }

    private JsonNode Account => _accounts[^1]!;

    private JsonNode Region => Account["regions"]![0]!;

    private static JsonArray Texts(params string[] texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private void Add(string list, JsonObject item) => Region[list]!.AsArray().Add(item);
}
