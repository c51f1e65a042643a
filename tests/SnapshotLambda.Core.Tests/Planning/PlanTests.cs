using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;

namespace SnapshotLambda.Core.Tests.Planning;

public sealed class PlanTests
{
    [Fact]
    public void Lists_the_candidates_oldest_first_and_plans_up_to_the_cap()
    {
        var plan = Given.Plan(
            Given.NoFloor.Guarded(safeguards => safeguards with { MaxDeletions = 2 }),
            Given.Snapshot("b", 3),
            Given.Snapshot("a", 9),
            Given.Snapshot("c", 1));

        Assert.Equal(["a", "b", "c"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.Equal(2, plan.Planned);
    }

    [Theory]
    [InlineData(10, 10, 1, false)] // up to ten are never too many
    [InlineData(11, 11, 99, true)]
    [InlineData(11, 11, 100, false)]
    [InlineData(50, 100, 50, false)]
    [InlineData(51, 100, 50, true)]
    public void Is_too_large_over_the_percentage_and_over_ten(int old, int all, int percent, bool isTooLarge)
    {
        var snapshots = Enumerable.Range(0, all).Select(i => Given.Snapshot($"s{i}", i < old ? 1 : -1)).ToArray();

        Assert.Equal(
            isTooLarge,
            Given.Plan(Given.NoFloor.Guarded(safeguards => safeguards with { MaxDeletePercent = percent }), snapshots).IsTooLarge);
    }

    [Fact]
    public void Takes_the_share_of_what_this_run_would_delete_in_what_is_in_scope()
    {
        var policy = Given.NoFloor.Retaining(retention => retention with { IncludeTags = Given.Tagged("Mine", "*") })
            .Guarded(safeguards => safeguards with { MaxDeletePercent = 50, MaxDeletions = 11 });
        var mine = Enumerable.Range(0, 22).Select(i => Given.Snapshot($"mine{i}", tags: ("Mine", "")));
        var others = Enumerable.Range(0, 100).Select(i => Given.Snapshot($"other{i}"));

        Assert.False(Given.Plan(policy, [.. mine, .. others]).IsTooLarge);
        Assert.True(Given.Plan(policy, [.. mine.Take(21), .. others]).IsTooLarge);
    }

    [Fact]
    public void Without_candidates_that_are_kept_after_all_it_is_as_whole_as_before()
    {
        var policy = Given.NoFloor.Guarded(safeguards => safeguards with { MaxDeletions = 20, MaxDeletePercent = 50 });
        var plan = Given.Plan(policy, [.. Enumerable.Range(0, 30).Select(i => Given.Snapshot($"s{i:D2}", i - 5))]);
        var reasons = new Dictionary<string, Reason>
        {
            ["s29"] = Reason.SharedWithOthers,
            ["s10"] = Reason.ArchivedUnder90Days,
            ["s02"] = Reason.Locked,
            ["elsewhere"] = Reason.Locked,
        };

        var left = plan.Keeping(reasons);

        Assert.Equal(plan.Decisions.Select(decision => decision.Snapshot), left.Decisions.Select(decision => decision.Snapshot));
        Assert.Equal((Reason.SharedWithOthers, Reason.ArchivedUnder90Days), (left.WhyKept("s29"), left.WhyKept("s10")));
        Assert.Equal(Reason.TooYoung, left.WhyKept("s02"));
        Assert.Equal(plan.Candidates.Where(snapshot => !reasons.ContainsKey(snapshot.Id)), left.Candidates);
        Assert.Equal((24, 22, 20, 30), (plan.Candidates.Count, left.Candidates.Count, left.Planned, left.InScope));
        Assert.Equal(Plan.DigestOf(left.Candidates.Take(20).Select(snapshot => snapshot.Id)), left.Digest);
        Assert.NotEqual(plan.Digest, left.Digest);
    }

    [Fact]
    public void Is_no_longer_too_large_where_enough_is_kept_after_all()
    {
        var plan = Given.Plan(
            Given.NoFloor.Guarded(safeguards => safeguards with { MaxDeletePercent = 50 }),
            [.. Enumerable.Range(0, 30).Select(i => Given.Snapshot($"s{i:D2}", i < 16 ? 1 : -1))]);

        Assert.True(plan.IsTooLarge);
        Assert.False(plan.Keeping(new Dictionary<string, Reason> { ["s03"] = Reason.SharedWithOthers }).IsTooLarge);
        Assert.Same(plan, plan.Keeping(new Dictionary<string, Reason>()));
    }

    [Fact]
    public void Counts_all_that_it_decided_when_it_has_forgotten_it()
    {
        var plan = Given.Plan(
            Given.NoFloor.Guarded(safeguards => safeguards with { GraceDays = 3, MaxDeletions = 2 }),
            [.. Enumerable.Range(0, 30).Select(
                i => Given.Snapshot($"s{i:D2}", i - 5, tags: ("snapshot-lambda:delete-after", i % 2 == 0 ? "2026-01-01" : "2027-01-01")))]);

        var lasting = plan.ToExecute(mostDue: 2);

        Assert.Equal(30, lasting.Scanned);
        Assert.Equal([("InGracePeriod", 12), ("TooYoung", 6)], lasting.Kept.Select(kept => (kept.Key.Name, kept.Value)).Order());
        Assert.Equal(
            (plan.Digest, plan.Planned, plan.InScope, plan.Cap, plan.IsTooLarge, plan.NewMark),
            (lasting.Digest, lasting.Planned, lasting.InScope, lasting.Cap, lasting.IsTooLarge, lasting.NewMark));
        Assert.Equal(
            (plan.Due.Count, plan.Candidates.Count, plan.ToMark, plan.ToUnmark),
            (lasting.DueCount, lasting.CandidateCount, lasting.ToMark, lasting.ToUnmark));
        Assert.Equal(plan.Due.Take(2), lasting.Due);
        Assert.Throws<InvalidOperationException>(() => lasting.Decisions);
        Assert.Throws<InvalidOperationException>(() => lasting.Candidates);
    }

    [Fact]
    public void Holds_on_to_the_newest_of_those_volumes_alone_whose_candidates_it_holds_on_to()
    {
        var plan = Given.Plan(
            Inputs.Default,
            Given.Snapshot("a-old", 5, volume: "vol-a"),
            Given.Snapshot("a-newest", 2, volume: "vol-a"),
            Given.Snapshot("b-old", 4, volume: "vol-b"),
            Given.Snapshot("b-newest", 1, volume: "vol-b"));

        var lasting = plan.ToExecute(mostDue: 1);

        Assert.Equal(["a-newest", "a-old"], lasting.LastLook.IdsOf(lasting.Due).Order());
        Assert.Equal(["b-newest", "b-old"], plan.LastLook.IdsOf(plan.Due.Skip(1)).Order());
        Assert.Equal(["b-old"], lasting.LastLook.IdsOf(plan.Due.Skip(1)));
    }

    [Fact]
    public void Has_a_digest_of_what_goes_and_of_nothing_else()
    {
        var one = Given.Plan(Given.NoFloor, Given.Snapshot("a"), Given.Snapshot("b", 12));
        var same = Given.Plan(Given.NoFloor, Given.Snapshot("b", 13), Given.Snapshot("kept", -1), Given.Snapshot("a"));
        var other = Given.Plan(Given.NoFloor, Given.Snapshot("a"));

        Assert.Equal(one.Digest, same.Digest);
        Assert.NotEqual(one.Digest, other.Digest);
    }

    [Fact]
    public void Has_the_same_digest_in_every_version() =>
        Assert.Equal(
            "5d04244ca0ae484847be781b2ab546d78ea996ac33534e9ed37d340b5d757e5f",
            Plan.DigestOf(["snap-b", "snap-a"])); // printf 'snap-a\nsnap-b' | sha256sum
}
