using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Guards;

/// <summary>What listings of EC2 protect.</summary>
public sealed class ListingGuardTests
{
    [Theory]
    [InlineData("governance", true)]
    [InlineData("compliance", true)]
    [InlineData("compliance-cooloff", true)]
    [InlineData("expired", false)]
    [InlineData("Expired", true)]
    [InlineData("of-a-later-year", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void A_lock_holds_unless_it_is_known_to_have_expired(string? state, bool holds) =>
        Assert.Equal(holds, new SnapshotLock("snap-1", state).Holds);

    [Theory]
    [InlineData("enabling", true)]
    [InlineData("optimizing", true)]
    [InlineData("enabled", true)]
    [InlineData("disabling", true)]
    [InlineData("disabled", false)]
    [InlineData("DISABLED", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void Fast_restore_is_on_unless_it_is_known_to_be_off(string? state, bool isOn) =>
        Assert.Equal(isOn, new FastRestore("snap-1", state).IsOn);

    [Theory]
    [InlineData("archival-in-progress", false, false, true)]
    [InlineData("archival-completed", true, false, false)]
    [InlineData("archival-failed", false, false, false)]
    [InlineData("temporary-restore-in-progress", true, false, true)]
    [InlineData("temporary-restore-completed", false, true, true)]
    [InlineData("temporary-restore-completed", true, true, true)]
    [InlineData("temporary-restore-completed", false, false, true)]
    [InlineData("temporary-restore-completed", true, false, false)]
    [InlineData("temporary-restore-failed", true, false, false)]
    [InlineData("permanent-restore-in-progress", true, false, true)]
    [InlineData("permanent-restore-completed", false, false, false)]
    [InlineData("permanent-restore-completed", false, true, true)]
    [InlineData("permanent-restore-failed", true, false, false)]
    [InlineData("Archival-Completed", true, false, true)]
    [InlineData("of-a-later-year", true, false, true)]
    [InlineData("", true, false, true)]
    [InlineData(null, true, false, true)]
    public void A_move_between_tiers_is_under_way_unless_it_is_known_to_be_over(
        string? state, bool isInArchive, bool hasExpiry, bool isUnderWay) =>
        Assert.Equal(isUnderWay, new TieringOperation("snap-1", state, isInArchive, hasExpiry).IsUnderWay);

    [Theory]
    [InlineData(1L, 1L, false)]
    [InlineData(2L, 1L, false)]
    [InlineData(2L, 2L, true)]
    [InlineData(3L, 1L, true)]
    [InlineData(5L, 5L, true)]
    [InlineData(null, 1L, true)]
    [InlineData(1L, null, true)]
    [InlineData(null, null, true)]
    public void A_launch_template_may_have_other_versions_unless_two_are_known_to_be_all(long? latest, long? usual, bool mayHaveOthers) =>
        Assert.Equal(mayHaveOthers, new LaunchTemplateSummary("lt-1", latest, usual).MayHaveOthers);

    [Fact]
    public void Every_state_that_the_listing_is_asked_for_can_be_under_way() =>
        Assert.All(
            TieringOperation.StatesUnderWay,
            state => Assert.True(new TieringOperation("snap-1", state, IsInArchive: false, HasExpiry: true).IsUnderWay));

    [Theory]
    [InlineData("Created by CreateImage(i-0123456789abcdef0) for ami-0123456789abcdef0", true)]
    [InlineData("Created by CreateImage(i-0123456789abcdef0) for ami-0123456789abcdef0 from vol-0123456789abcdef0", true)]
    [InlineData("ami-0123456789abcdef0", true)]
    [InlineData("AMI-0123456789ABCDEF0", true)]
    [InlineData("(ami-0123456789abcdef0)", true)]
    [InlineData("backup-of-ami-0123456789abcdef0-done", true)]
    [InlineData("ami-0123456789abcdef1, ami-0123456789abcdef0.", true)]
    [InlineData("ami-ami-0123456789abcdef0", true)]
    [InlineData("ami-golden-web-2", true)]
    [InlineData("ami-golden-web", false)]
    [InlineData("ami-0123456789abcdef0-", true)]
    [InlineData("ami-0123456789abcdef01", false)]
    [InlineData("ami-0123456789abcdef", false)]
    [InlineData("xami-0123456789abcdef0", false)]
    [InlineData("for ami-0123456789abcdef1", false)]
    [InlineData("ami-", false)]
    [InlineData("ami", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_description_names_a_binned_image_by_its_whole_id(string? description, bool isKept)
    {
        var rule = new DescribedImageRule(["ami-0123456789abcdef0", "ami-golden-web-2"], Guard.BinnedImages.Reason);

        Assert.Equal(isKept ? Reason.UsedByBinnedImage : null, rule.WhyKeep(Given.Snapshot("s") with { Description = description }));
        Assert.Null(new DescribedImageRule([], Guard.BinnedImages.Reason).WhyKeep(Given.Snapshot("s") with { Description = description }));
    }

    [Fact]
    public void They_come_after_age_and_state_and_before_the_floor_in_the_order_of_the_inventory()
    {
        var inventory = new Inventory(
            [Given.Snapshot("young", -1), Given.Snapshot("both"), Given.Snapshot("second")],
            new HashSet<string>(),
            [
                new NamedRule(new HashSet<string> { "young", "both" }, Reason.UsedByImage),
                new NamedRule(new HashSet<string> { "both", "second" }, Reason.Locked),
            ]);

        var plan = Planner.Plan(inventory, Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1 }), Given.Now);

        Assert.Equal([Reason.TooYoung, Reason.UsedByImage, Reason.Locked], plan.Decisions.Select(decision => decision.KeptBecause));
    }
}
