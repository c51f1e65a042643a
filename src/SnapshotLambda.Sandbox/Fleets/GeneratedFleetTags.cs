using System.Collections.Immutable;
using System.Globalization;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Draws the tags that people give: most volumes are tagged well, some badly, some not at all.</summary>
internal static class GeneratedFleetTags
{
    private static readonly string[] Environments = ["production", "production", "staging", "development"];
    private static readonly string[] Parts = ["db", "api", "worker", "cache", "search", "logs"];

    private static readonly (string Project, string Owner)[] Projects =
    [
        ("billing-pipeline", "platform-team"), ("checkout", "payments-team"), ("data-lake", "data-engineering"),
        ("customer-portal", "web-team"), ("reporting", "data-engineering"), ("internal-tools", "it-operations"),
    ];

    /// <summary>The tags of the volume with that number.</summary>
    public static ImmutableArray<Tag> Draw(Random random, int number)
    {
        (string project, string owner) = GeneratedFleetDraw.Of(random, Projects);
        string environment = GeneratedFleetDraw.Of(random, Environments);
        string name = string.Create(CultureInfo.InvariantCulture, $"{project}-{GeneratedFleetDraw.Of(random, Parts)}-{number:000}");
        return random.Next(100) switch
        {
            < 6 => [],
            < 10 => [new Tag("Name", "")],
            < 16 => [new Tag("name", name), new Tag("env", environment)],
            _ => [new Tag("Name", name), new Tag("Environment", environment), new Tag("Owner", owner), new Tag("Project", project)],
        };
    }
}
