using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reading;
using SnapshotLambda.Tests.Aws;

namespace SnapshotLambda.Tests.Reading;

/// <summary>A snapshot that two pages list, and that somebody changes between them.</summary>
public sealed class InventoryReaderTests
{
    private static readonly PlanInputs NothingElse = Inputs.Default
        .Retaining(retention => retention with { KeepLatestPerVolume = 0 })
        .Guarded(safeguards => safeguards with { SkipGuards = Guard.All.Where(GuardListings.Has).Select(guard => guard.Name).ToHashSet() });

    [Theory]
    [InlineData("Team=a", "Team=a DoNotDelete=", "DoNotDelete")]
    [InlineData("DoNotDelete=", "Team=a", "DoNotDelete")]
    [InlineData("Team=a", "velero.io/pv=x", "velero.io/pv")]
    [InlineData("velero.io/pv=x", "Team=a", "velero.io/pv")]
    public async Task Is_kept_by_a_tag_that_either_of_them_shows(string earlier, string later, string key)
    {
        var snapshot = await ReadAsync(NothingElse, Item(earlier), Item(later));

        Assert.Contains(snapshot.Tags, tag => tag.Key == key);
    }

    [Theory]
    [InlineData("Env=dev", "Env=prod")]
    [InlineData("Env=prod", "Env=dev")]
    [InlineData("Env=dev", "")]
    [InlineData("", "Env=dev")]
    public async Task Is_out_of_scope_where_either_of_them_shows_it_so(string earlier, string later)
    {
        var inputs = NothingElse.Retaining(
            retention => retention with { IncludeTags = new([new TagRule("Env", [new WildcardPattern("dev")])]) });

        Assert.False(inputs.Retention.IncludeTags.MatchesAll((await ReadAsync(inputs, Item(earlier), Item(later))).Tags));
    }

    [Fact]
    public async Task Is_as_the_later_page_shows_it_in_everything_else()
    {
        var snapshot = await ReadAsync(
            NothingElse,
            Item($"{OwnTags.DeleteAfter}=2026-01-01", "pending"),
            Item($"{OwnTags.DeleteAfter}=2027-01-01"),
            Item($"{OwnTags.DeleteAfter}=2028-01-01"));

        Assert.Equal((SnapshotState.Completed, new Tag(OwnTags.DeleteAfter, "2028-01-01")), (snapshot.State, Assert.Single(snapshot.Tags)));
    }

    [Fact]
    public async Task Counts_once_and_stays_kept_whatever_follows() =>
        Assert.Equal(
            "DoNotDelete",
            Assert.Single((await ReadAsync(NothingElse, Item("Team=a"), Item("DoNotDelete="), Item("Team=b"), Item("Team=c"))).Tags).Key);

    private static async Task<Snapshot> ReadAsync(PlanInputs inputs, params string[] pages)
    {
        using var server = new ScriptedServer(
            [.. pages.Select((page, i) => Documents.Snapshots(page, i + 1 < pages.Length ? $"token-{i}" : null))]);
        var log = new RunLog(new CapturedLog(), "run-1").Region(Scenario.Account, "us-east-1", verbose: false);
        var inventory = await new InventoryReader(
            server.Ec2(),
            inputs,
            mayBeDenied: false,
            new MemoryBudget(1 * MemoryBudget.BytesWhileRead).Enter(),
            history: null,
            log).ReadAsync(CancellationToken.None);
        return Assert.Single(inventory.Snapshots);
    }

    private static string Item(string tags, string state = "completed") =>
        $"<item><snapshotId>snap-1</snapshotId><status>{state}</status><tagSet>{string.Concat(tags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Tag))}</tagSet></item>";

    private static string Tag(string tag) => $"<item><key>{tag.Split('=')[0]}</key><value>{tag.Split('=')[1]}</value></item>";
}
