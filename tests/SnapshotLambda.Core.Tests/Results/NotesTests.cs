using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tests.Results;

public sealed class NotesTests
{
    private const string Account = "111122223333";

    [Fact]
    public void A_run_of_which_nothing_need_be_known_has_none() =>
        Assert.Empty(Notes.Of([Planned("us-east-1"), Planned("eu-west-1")], dryRun: true, []));

    [Fact]
    public void Each_code_is_told_once_in_its_order_whatever_the_number_of_regions()
    {
        var regions = Enumerable.Range(0, 30).Select(i => Planned($"region-{i}") with
        {
            SkippedGuards = ["images", "locks"],
            Facts = new RegionFacts
            {
                Snapshots = 50,
                UnusedExclusions = ["ark*", "Keep"],
                SharingDenied = 2,
                BinnedVolumesDenied = i < 3,
                OlderVersionsDenied = i == 0,
                FenceGap = i == 0 ? FenceGap.Cutoff : FenceGap.Role,
                InErrorState = 3,
                LeftoversKept = 4,
                LeftoversNotTagged = 5,
                SplitSets = 6,
                Undo = new UndoFacts(i < 10 ? UndoState.Off : UndoState.Expected, 2),
                IsRunTagDenied = i < 2,
                ForeignSigns = new Dictionary<string, int> { ["retain=yes"] = 7, ["backup-job"] = 11 },
            },
            Kept = new Dictionary<string, int> { ["KeepUntilUnreadable"] = 1 },
            Approval = new ApprovalResult { PlannedAt = default, Planned = 9, Approved = 8, Gone = 1, Kept = 2, New = 3 },
        });

        var notes = Notes.Of(
            [.. regions, Denied("eu-south-1")], dryRun: true,
            [
                new Retention { KeepDaily = 30, KeepWeekly = 5 },
                new Retention { Name = "dev", MaxAgeDays = 40, KeepMonthly = 1, KeepYearly = 1 },
            ],
            outsidePlans: 4);

        // Whether files could be written is known to the run alone, which adds that note itself.
        Assert.Equal(
            NoteCode.All.Except([NoteCode.ReportsNotWritten]).Select(code => code.Name), notes.Select(note => note.Code));
        Assert.Equal([1500, 30, 29, 1, 1, 60, 3, 1, 30, 90, 120, 150, 180, 2, 330, 180, 4, 20, 40, 2], notes.Select(note => note.Count));
        Assert.Equal(
            """excludeTags keeps nothing by "ark*", "Keep": none of 1,500 snapshots looked at has such a tag. Check how the key and its values are spelt.""",
            notes[0].Text);
        Assert.Equal("skipGuards leaves out images, locks in 30 regions: nothing is kept for what they would see.", notes[1].Text);
        Assert.StartsWith(
            "There is no fence in 29 regions, since SNAPSHOT_LAMBDA_DELETE_ROLE_ARN names no role",
            notes[2].Text,
            StringComparison.Ordinal);
        Assert.StartsWith("The fence of 1 region does not say the cutoff", notes[3].Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "A policy denies ec2:DescribeSnapshots in 1 region, eu-south-1: all snapshots there are kept.",
            notes[4].Text,
            StringComparison.Ordinal);
        Assert.StartsWith("A policy denies ec2:DescribeSnapshotAttribute for 60 snapshots", notes[5].Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "A policy denies ec2:ListVolumesInRecycleBin in 3 regions: any volume may be in the Recycle Bin there",
            notes[6].Text,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "A policy denies the older versions of launch templates in 1 region: only what the latest",
            notes[7].Text,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "keepDaily 30, keepMonthly 1 of the policy dev reaches no further back than maxAgeDays",
            notes[13].Text,
            StringComparison.Ordinal);
        Assert.EndsWith(
            """Signs of other owners: "backup-job" on 330, "retain=yes" on 210. If so, name the tags in excludeTags.""",
            notes[14].Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_keeps_something_in_one_region_is_used_in_the_run()
    {
        RegionResult[] regions = [Unused("a", 3, "X", "Y", "Z"), Unused("b", 4, "Z", "Y"), Unused("empty", 0, "X", "Y", "Z")];

        var note = Assert.Single(Notes.Of(regions, dryRun: false, []));
        Assert.Equal((NoteCode.ExcludesNothing.Name, 7), (note.Code, note.Count));
        Assert.Contains("""by "Y", "Z":""", note.Text, StringComparison.Ordinal);
        Assert.Empty(Notes.Of([.. regions, Unused("c", 1)], dryRun: false, []));
    }

    [Fact]
    public void Nothing_is_said_of_keys_where_there_is_no_snapshot_or_no_plan()
    {
        Assert.Empty(Notes.Of([Unused("empty", 0, "X")], dryRun: false, []));
        Assert.Empty(Notes.Of(
            [Unused("unread", 5, "X") with { PlanDigest = null, SkippedGuards = ["images"], Status = RegionStatus.Failed }],
            dryRun: false,
            []));
        Assert.Empty(Notes.Of([], dryRun: false, []));
    }

    [Fact]
    public void Names_ten_keys_and_says_how_many_more()
    {
        var note = Assert.Single(Notes.Of([Unused("a", 1, [.. Enumerable.Range(0, 200).Select(i => $"k{i}")])], dryRun: false, []));

        Assert.Contains(""" "k9" and 190 more: none of 1 snapshot looked at""", note.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("k10", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fence_that_is_switched_off_is_said_to_be()
    {
        var note = Assert.Single(Notes.Of([Planned("a") with { Facts = new RegionFacts { FenceGap = FenceGap.All } }], dryRun: false, []));
        Assert.Equal((NoteCode.NoFence.Name, 1), (note.Code, note.Count));
        Assert.StartsWith("There is no fence in 1 region, since SNAPSHOT_LAMBDA_FENCE is off:", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_that_is_denied_as_a_whole_is_the_status_s_matter_and_no_note() =>
        Assert.Empty(Notes.Of([Denied("us-east-1"), Planned("us-east-1") with { Account = "222233334444" }], dryRun: true, []));

    [Fact]
    public void A_real_run_tells_what_it_could_not_ask_about_by_its_status() =>
        Assert.Empty(Notes.Of([Planned("a") with { Facts = new RegionFacts { SharingDenied = 3 } }], dryRun: false, []));

    [Fact]
    public void They_change_neither_status_nor_message()
    {
        var builder = new RunResultBuilder("run", DryRun: true, DateTimeOffset.UnixEpoch);
        var (plain, noted) = (builder.Of([Planned("a")]), builder.Of([Unused("a", 3, "X")]));

        Assert.Equal(
            (plain.Status, plain.Reason, plain.Message, plain.NextStep), (noted.Status, noted.Reason, noted.Message, noted.NextStep));
        Assert.Equal((0, 1), (plain.Notes.Count, noted.Notes.Count));
    }

    [Theory]
    [InlineData("Keep", "keep=no", true)]
    [InlineData("Keep", "keep=yes", false)]
    [InlineData("K*", "keep=yes", false)]
    [InlineData("K*", "skeep=yes", true)]
    [InlineData("DoNotDelete", "other=yes", false)]
    [InlineData("do-not-delete", "DoNotDelete=yes", true)]
    public void A_key_is_unused_where_no_snapshot_has_it_with_a_value_of_its(string key, string tag, bool isUnused)
    {
        var exclusions = new TagFilter([new TagRule(key, [new("y?s")]), new TagRule("Never", [WildcardPattern.Any])]);
        Snapshot[] snapshots =
        [
            Planning.Given.Snapshot("a"),
            Planning.Given.Snapshot("b", tags: (tag.Split('=')[0], tag.Split('=')[1])),
            Planning.Given.Snapshot("c"),
        ];

        Assert.Equal(isUnused ? [key, "Never"] : ["Never"], UnusedExclusions.Of(exclusions, snapshots, CancellationToken.None));
    }

    [Fact]
    public void Looking_for_unused_keys_ends_where_it_is_told_to() =>
        Assert.Throws<OperationCanceledException>(() => UnusedExclusions.Of(
            new TagFilter([new TagRule("a", [])]), [Planning.Given.Snapshot("a")], new CancellationToken(canceled: true)));

    private static RegionResult Unused(string region, int snapshots, params string[] keys) =>
        Planned(region) with { Facts = new RegionFacts { Snapshots = snapshots, UnusedExclusions = keys } };

    private static RegionResult Planned(string region) => new()
    {
        Account = Account,
        Region = region,
        Status = RegionStatus.Succeeded,
        Message = "Done.",
        Fence = "verified",
        PlanDigest = "digest",
    };

    private static RegionResult Denied(string region) =>
        new() { Account = Account, Region = region, Status = RegionStatus.NotAllowed, Message = "Denied.", Fence = "off" };
}
