using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Reading;

namespace SnapshotLambda.Tests.Reading;

public sealed class ArchiveCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Keeps_what_is_not_known_to_be_paid_for_and_asks_about_nothing_in_the_standard_tier()
    {
        var ec2 = new ScriptedGuards
        {
            TierStatuses =
            [
                new("snap-paid", Now.AddDays(-91)), new("snap-unpaid", Now.AddDays(-89)), new("snap-undated", null),
                new("snap-both", Now.AddDays(-91)), new("snap-both", Now.AddDays(-1)), new("snap-both", Now.AddDays(-91)),
                new("snap-other", Now),
            ],
        };
        string[] archived = ["snap-paid", "snap-unpaid", "snap-undated", "snap-both", "snap-missing"];

        var kept = await ArchiveCheck.AskAsync(
            ec2,
            [
                .. archived.Select(id => new Snapshot { Id = id, Tier = StorageTier.Archive }),
                new Snapshot { Id = "snap-new-tier", Tier = StorageTier.Unknown },
                new Snapshot { Id = "snap-standard", Tier = StorageTier.Standard },
            ],
            Now,
            CancellationToken.None);

        Assert.Equal([.. archived, "snap-new-tier"], ec2.Asked);
        Assert.Equal(
            ["snap-both", "snap-missing", "snap-new-tier", "snap-undated", "snap-unpaid"], kept.Keys.Order(StringComparer.Ordinal));
        Assert.All(kept.Values, reason => Assert.Equal(Reason.ArchivedUnder90Days, reason));
    }
}
