using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>What holds for every estate and every set of policies.</summary>
public sealed class RetentionProperties
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : 10_000;

    private static void ForEvery(Func<RandomEstate, bool> holds, int part = 1) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => holds(new RandomEstate(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Math.Max(10, Cases / part)));

    [Fact]
    public void Does_not_depend_on_the_order_of_the_listing_and_of_the_policies() =>
        ForEvery(estate =>
        {
            var shuffled = estate.Inventory with { Snapshots = [.. estate.Inventory.Snapshots.Reverse()] };
            var reordered = estate.Inputs with { Policies = [.. estate.Inputs.Policies.Reverse()] };
            return Told(Planner.Plan(shuffled, reordered, Given.Now)).SequenceEqual(Told(estate.Plan));
        });

    [Fact]
    public void A_higher_count_or_one_more_rule_never_makes_more_candidates() =>
        ForEvery(estate =>
        {
            var random = new Random(estate.Seed);
            Retention More(Retention retention) => random.Next(6) switch
            {
                0 => retention with { KeepDaily = retention.KeepDaily + random.Next(1, 4) },
                1 => retention with { KeepWeekly = retention.KeepWeekly + random.Next(1, 4) },
                2 => retention with { KeepMonthly = retention.KeepMonthly + random.Next(1, 4) },
                3 => retention with { KeepYearly = retention.KeepYearly + random.Next(1, 4) },
                4 => retention with { KeepLatestPerVolume = retention.KeepLatestPerVolume + 1 },
                _ => retention with { MaxAgeDays = retention.MaxAgeDays + random.Next(1, 30) },
            };
            var more = estate.PlanWith(
                estate.Inputs with { Retention = More(estate.Inputs.Retention), Policies = [.. estate.Inputs.Policies.Select(More)] });
            return IsWithin(more, estate.Plan);
        });

    [Fact]
    public void One_more_policy_never_makes_a_candidate_of_what_another_named_one_keeps() =>
        ForEvery(estate =>
        {
            if (estate.Inputs.Policies.Count == 0) return true;
            var random = new Random(estate.Seed);
            var added = new Retention
            {
                Name = "added",
                MaxAgeDays = 1,
                KeepLatestPerVolume = 0,
                Copies = Copies.AgeOnly,
                Archived = ArchivedSnapshots.After90Days,
                IncludeTags = random.Next(2) == 0 ? Given.Tagged("team", "*") : Given.Tagged("env", "*"),
                ExcludeTags = TagFilter.Empty,
            };
            var plan = estate.PlanWith(estate.Inputs with { Policies = [.. estate.Inputs.Policies, added] });
            var candidates = plan.Candidates.Select(snapshot => snapshot.Id).ToHashSet();
            return estate.Plan.Decisions
                .Where(decision => decision.KeptBecause is not null
                    && decision.KeptBecause.Name != "PartOfSet"
                    && decision.Policy is { IsOtherwise: false })
                .All(decision => !candidates.Contains(decision.Snapshot.Id));
        });

    [Fact]
    public void The_newest_member_stays_where_one_is_to_be_kept() =>
        ForEvery(estate =>
        {
            var candidates = estate.Plan.Candidates.Select(snapshot => snapshot.Id).ToHashSet();
            foreach (var retention in estate.Inputs.Retentions)
            {
                if (retention.KeepLatestPerVolume == 0 || retention.DeletedVolumes == DeletedVolumes.AgeOnly) continue;
                var membership = new Membership(retention, estate.Inputs);
                var set = 1 << estate.Inputs.Retentions.ToList().IndexOf(retention);
                var leftovers = new Leftovers(estate.Inventory);
                var newest = estate.Inventory.Snapshots
                    .Where(snapshot => (new Governance(estate.Inputs).SetOf(snapshot) & set) != 0 && membership.Contains(snapshot)
                        && RuleBook.Scope(estate.Inputs).All(rule => rule.WhyKeep(snapshot) is null) && estate.Inventory.Guards.All(
                            guard => guard.WhyKeep(snapshot) is not { } reason || reason == Reason.SharedWithOthers)
                        && (retention.DeregisteredImages == DeregisteredImages.Keep || !leftovers.Contains(snapshot)))
                    .GroupBy(snapshot => membership.LineageOf(snapshot))
                    .Select(lineage => lineage.OrderBy(snapshot => snapshot.Tier == StorageTier.Standard)
                        .ThenBy(snapshot => snapshot, OldestFirst.Instance)
                        .Last());
                if (newest.Any(snapshot => candidates.Contains(snapshot.Id))) return false;
            }

            return true;
        });

    [Fact]
    public void Pruning_every_night_for_800_days_ends_as_pruning_once_does() =>
        ForEvery(
            estate =>
            {
                var random = new Random(estate.Seed);
                var inputs = Given.NoFloor.Retaining(_ => new Retention
                {
                    MaxAgeDays = random.Next(1, 20),
                    KeepLatestPerVolume = random.Next(3),
                    KeepDaily = random.Next(8),
                    KeepWeekly = random.Next(6),
                    KeepMonthly = random.Next(6),
                    KeepYearly = random.Next(3),
                });
                var begin = Given.Now.AddDays(-800);
                Snapshot[] all =
                [
                    .. Enumerable.Range(0, 800)
                        .Where(_ => random.Next(100) < 70)
                        .SelectMany(day => Enumerable.Range(0, random.Next(1, 3)).Select(i =>
                            Given.Snapshot(
                                $"{day:D3}-{i}",
                                volume: $"vol-{random.Next(2)}") with { StartTime = begin.AddDays(day).AddHours(random.Next(24)) })),
                ];
                List<Snapshot> left = [];
                for (var day = 0; day <= 800; day++)
                {
                    var now = begin.AddDays(day);
                    left.AddRange(all.Where(snapshot => snapshot.StartTime >= now.AddDays(-1) && snapshot.StartTime < now));
                    var tonight = Planner.Plan(
                        new Inventory([.. left], new HashSet<string>(), []), inputs with { ReferenceTime = now }, now);
                    left = [.. left.Except(tonight.Candidates)];
                }

                var once = Planner.Plan(
                    new Inventory([.. all.Where(snapshot => snapshot.StartTime < Given.Now)], new HashSet<string>(), []),
                    inputs,
                    Given.Now);
                return left.Select(snapshot => snapshot.Id).Order().SequenceEqual(
                    once.Decisions.Where(decision => !decision.IsCandidate).Select(decision => decision.Snapshot.Id).Order());
            },
            part: 500);

    [Fact]
    public void By_default_nothing_goes_that_the_rules_of_0_1_kept() =>
        ForEvery(estate =>
        {
            var random = new Random(estate.Seed);
            var inputs = new PlanInputs(
                new Retention
                {
                    MaxAgeDays = random.Next(1, 60),
                    KeepLatestPerVolume = random.Next(3),
                    DeletedVolumes = (DeletedVolumes)random.Next(2),
                    Copies = random.Next(2) == 0 ? Copies.Keep : Copies.AgeOnly,
                    IncludeTags = random.Next(3) == 0 ? Given.Tagged("team", "*") : TagFilter.Empty,
                },
                estate.Inputs.Safeguards,
                Given.Now);
            var rules = new RulesOfFirstRelease(estate.Inventory, inputs);
            return estate.PlanWith(inputs).Candidates.All(rules.LetGo);
        });

    private static bool IsWithin(Plan plan, Plan other)
    {
        var ids = other.Candidates.Select(snapshot => snapshot.Id).ToHashSet();
        return plan.Candidates.All(snapshot => ids.Contains(snapshot.Id));
    }

    private static IEnumerable<(string Id, string? Reason, string? Policy)> Told(Plan plan) => plan.Decisions
        .Select(decision => (decision.Snapshot.Id, decision.KeptBecause?.Name, decision.Policy?.Name))
        .OrderBy(decision => decision.Id, StringComparer.Ordinal);
}
