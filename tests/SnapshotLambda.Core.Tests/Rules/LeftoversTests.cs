using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Rules;

/// <summary>The reference time is 2026-07-01 03:00 UTC.</summary>
public sealed class LeftoversTests
{
    private const string Created = "Created by CreateImage(i-0a1b2c3d) for ami-0a1b2c3d4e5f60718";
    private const string Copied = "Copied for DestinationAmi ami-00000000000000008 from SourceAmi ami-00000000000000009 for SourceSnapshot snap-00000000000000001. Task created on 1,600,000,000,000.";
    private static readonly (string, string) KnownLong = ("snapshot-lambda:leftover-since", "2026-06-17");

    private static readonly PlanInputs AgeOnly = Inputs.Default
        .Retaining(retention => retention with { DeregisteredImages = DeregisteredImages.AgeOnly })
        .Guarded(safeguards => safeguards with { MaxDeletePercent = 100 });

    [Fact]
    public void Goes_only_once_it_has_been_known_for_two_weeks()
    {
        var first = Plan(AgeOnly, Leftover(Created));

        Assert.Equal(Reason.LeftoverTooRecent, first.WhyKept("s"));
        Assert.Equal(["s"], first.LeftoversToTag.Select(snapshot => snapshot.Id));
        Assert.Equal(
            Reason.LeftoverTooRecent, Plan(AgeOnly, Leftover(Created, ("snapshot-lambda:leftover-since", "2026-06-18"))).WhyKept("s"));
        Assert.Null(Plan(AgeOnly, Leftover(Created, KnownLong)).WhyKept("s"));
        Assert.Equal(
            Reason.LeftoverTooRecent,
            Plan(AgeOnly.Guarded(safeguards => safeguards with { GraceDays = 15 }), Leftover(Created, KnownLong)).WhyKept("s"));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("2031-01-01")]
    public void Stays_where_its_tag_is_no_day_that_has_passed(string since)
    {
        var plan = Plan(AgeOnly, Leftover(Created, ("snapshot-lambda:leftover-since", since)));

        Assert.Equal(Reason.LeftoverTooRecent, plan.WhyKept("s"));
        Assert.Empty(plan.LeftoversToTag);
    }

    [Theory]
    [InlineData(Created)]
    [InlineData(Created + " from vol-0a1b2c3d")]
    public void Is_what_CreateImage_made_of_a_volume_that_is_gone(string description) =>
        Assert.Null(Plan(AgeOnly, Leftover(description, KnownLong)).WhyKept("s"));

    [Fact]
    public void Is_what_CopyImage_made_whatever_its_volume() =>
        Assert.Null(Plan(AgeOnly, Leftover(Copied, KnownLong) with { VolumeId = "vol-ffffffff" }).WhyKept("s"));

    [Theory]
    [InlineData(" " + Created)]
    [InlineData(Created + " ")]
    [InlineData(Created + "\n")]
    [InlineData("Created by CreateImage(i-0a1b2c3d) for ami-xyz")]
    [InlineData("created by createimage(i-0a1b2c3d) for ami-0a1b2c3d4e5f60718")]
    [InlineData("before the upgrade, see ami-0a1b2c3d4e5f60718")]
    [InlineData("Copied for DestinationAmi ami-00000000000000008 from SourceAmi ami-00000000000000009")]
    public void Is_nothing_with_another_description(string description)
    {
        var plan = Plan(AgeOnly, Leftover(description, KnownLong));

        Assert.Equal(Reason.NewestOfDeletedVolume, plan.WhyKept("s"));
        Assert.Equal(["s"], plan.LeftoversToUntag.Select(snapshot => snapshot.Id));
    }

    [Theory]
    [InlineData(Created, "ami-0a1b2c3d4e5f60718", "NewestOfDeletedVolume")]
    [InlineData(Copied, "ami-00000000000000008", "LineageUnknown")]
    [InlineData(Copied, "ami-00000000000000009", "LineageUnknown")]
    public void Is_nothing_while_one_of_its_AMIs_exists(string description, string image, string reason)
    {
        var snapshot = Leftover(description, KnownLong) with { VolumeId = description == Copied ? "vol-ffffffff" : "vol-gone" };

        Assert.Equal(reason, Plan(AgeOnly, snapshot, images: [image]).WhyKept("s")?.Name);
    }

    [Fact]
    public void Is_nothing_while_its_volume_exists_or_may()
    {
        Assert.Equal(Reason.NewestOfVolume, Plan(AgeOnly, Leftover(Created, KnownLong), volumes: ["vol-gone"]).WhyKept("s"));
        Assert.Equal(Reason.NewestOfVolume, Plan(AgeOnly, Leftover(Created, KnownLong), mayBeBinned: true).WhyKept("s"));
    }

    [Fact]
    public void Is_nothing_where_the_AMIs_are_not_all_known() =>
        Assert.Equal(Reason.NewestOfDeletedVolume, Plan(AgeOnly, Leftover(Created, KnownLong), imagesKnown: false).WhyKept("s"));

    [Fact]
    public void Is_nothing_that_a_product_s_tag_claims_though_its_guard_is_skipped()
    {
        var skipping = AgeOnly.Guarded(safeguards => safeguards with { SkipGuards = Guard.All.Select(guard => guard.Name).ToHashSet() });

        Assert.Equal(Reason.NewestOfDeletedVolume, Plan(skipping, Leftover(Created, KnownLong, ("velero.io/backup", "b"))).WhyKept("s"));
    }

    [Fact]
    public void Is_held_by_age_dates_and_tags_as_any_other()
    {
        Assert.Equal(Reason.TooYoung, Plan(AgeOnly, Leftover(Created, KnownLong) with { StartTime = Given.Now.AddDays(-29) }).WhyKept("s"));
        Assert.Equal(Reason.KeepUntil, Plan(AgeOnly, Leftover(Created, KnownLong, ("Expires", "2031-01-01"))).WhyKept("s"));
        Assert.Equal(Reason.TagExcluded, Plan(AgeOnly, Leftover(Created, KnownLong, ("DoNotDelete", ""))).WhyKept("s"));
    }

    [Fact]
    public void Takes_no_backup_s_place_in_the_floor_of_its_volume()
    {
        var backup = Given.Snapshot("backup", 20, "vol-gone");
        var inventory = new Inventory(
            [Leftover(Created, KnownLong), backup], new HashSet<string>(), [])
        {
            ImageIds = new HashSet<string>(),
        };

        Assert.Equal(Reason.NewestOfDeletedVolume, Planner.Plan(inventory, AgeOnly, Given.Now).WhyKept("backup"));
    }

    [Fact]
    public void Is_kept_by_default_and_never_tagged()
    {
        var plan = Plan(Inputs.Default, Leftover(Created));

        Assert.Equal(Reason.NewestOfDeletedVolume, plan.WhyKept("s"));
        Assert.Empty(plan.LeftoversToTag);
    }

    [Fact]
    public void Keeps_a_tag_that_is_another_stack_s()
    {
        var scoped = Inputs.Default.Retaining(retention => retention with { IncludeTags = Given.Tagged("Team", "data") });

        Assert.Empty(Plan(scoped, Leftover(Created, KnownLong)).LeftoversToUntag);
        Assert.Equal(["s"], Plan(Inputs.Default, Leftover(Created, KnownLong)).LeftoversToUntag.Select(snapshot => snapshot.Id));
    }

    private static Snapshot Leftover(string description, params (string, string)[] tags) =>
        Given.Snapshot("s", volume: "vol-gone", tags: tags) with { Description = description };

    private static Plan Plan(
        PlanInputs inputs,
        Snapshot snapshot,
        string[]? images = null,
        string[]? volumes = null,
        bool mayBeBinned = false,
        bool imagesKnown = true) =>
        Planner.Plan(
            new Inventory([snapshot], (volumes ?? []).ToHashSet(), [])
            {
                ImageIds = imagesKnown ? (images ?? []).ToHashSet() : null,
                MayHaveBinnedVolumes = mayBeBinned,
            },
            inputs,
            Given.Now);
}
