using System.Collections.Immutable;
using System.Globalization;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Draws users' tags: most volumes are tagged well, some badly, some not at all.</summary>
internal static class GeneratedFleetTags
{
    private static readonly string[] Environments = ["production", "production", "staging", "development"];
    private static readonly string[] Parts = ["db", "api", "worker", "cache", "search", "logs"];

    private static readonly (string Project, string Owner)[] Projects =
    [
        ("billing-pipeline", "platform-team"), ("checkout", "payments-team"), ("data-lake", "data-engineering"),
        ("customer-portal", "web-team"), ("reporting", "data-engineering"), ("internal-tools", "it-operations"),
    ];

    /// <summary>The tags of the volume with this number.</summary>
    public static ImmutableArray<Tag> Draw(Random random, int number)
    {
        var (project, owner) = GeneratedFleetDraw.Of(random, Projects);
        var environment = GeneratedFleetDraw.Of(random, Environments);
        var name = string.Create(CultureInfo.InvariantCulture, $"{project}-{GeneratedFleetDraw.Of(random, Parts)}-{number:000}");
        return random.Next(100) switch
        {
            < 6 => [],
            < 10 => [new Tag("Name", "")],
            < 16 => [new Tag("name", name), new Tag("env", environment)],
            _ => [new Tag("Name", name), new Tag("Environment", environment), new Tag("Owner", owner), new Tag("Project", project)],
        };
    }
}
