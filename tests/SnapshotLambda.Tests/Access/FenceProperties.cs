using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Sandbox.Iam;
using Iam = SnapshotLambda.Sandbox.Iam.IamPolicy;

namespace SnapshotLambda.Tests.Access;

/// <summary>
/// What holds for every fleet and policy: planner and session policy never disagree but for what the fence says that it
/// omits. The policy's text is what the sandbox's IAM reads and decides by, as STS would get it.
/// </summary>
public sealed class FenceProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    private static void ForEvery(Action<RandomFence> holds, Config? config = null) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => holds(new RandomFence(seed))).Check(config ?? Often);

    [Fact]
    public void Every_candidate_is_let_go() =>
        ForEvery(random =>
        {
            var (toDelete, toTry) = (Iam.Parse(random.Fence.ToDelete), Iam.Parse(random.Fence.ToTry));
            foreach (var candidate in PlanOf(random).Candidates)
            {
                Assert.True(Lets(toTry, random, candidate), $"{Shown(candidate)} is refused by {random.Fence.ToTry}");
                var isMarked = random.PlanInputs.Safeguards.GraceDays == 0 || candidate.Tags.Any(tag => Is(tag.Key, OwnTags.DeleteAfter));
                Assert.True(
                    Lets(toDelete, random, candidate) == isMarked, $"{Shown(candidate)} is decided otherwise by {random.Fence.ToDelete}");
            }
        });

    [Fact]
    public void Everything_that_is_kept_for_its_age_or_its_tags_is_refused_unless_the_fence_says_that_it_omits_that() =>
        ForEvery(random =>
        {
            var (toDelete, toTry) = (Iam.Parse(random.Fence.ToDelete), Iam.Parse(random.Fence.ToTry));
            foreach (var snapshot in random.Snapshots.Where(snapshot => MustBeRefused(random, snapshot)))
            {
                Assert.False(Lets(toTry, random, snapshot), $"{Shown(snapshot)} is let go by {random.Fence.ToTry}");
                Assert.False(Lets(toDelete, random, snapshot), $"{Shown(snapshot)} is let go by {random.Fence.ToDelete}");
            }
        });

    [Fact]
    public void Is_short_Latin_and_JSON_with_each_name_once_whatever_the_settings() =>
        ForEvery(random =>
        {
            foreach (var text in (string[])[random.Fence.ToDelete, random.Fence.ToTry])
            {
                Assert.InRange(text.Length, 1, 2048);
                Assert.DoesNotContain(text, character => character is < ' ' or > '\u00FF');
                Assert.DoesNotContain("${", text, StringComparison.Ordinal);
                using var json = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
                foreach (var condition in Objects(json.RootElement))
                    Assert.Equal(condition.Count, condition.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            }

            Assert.Contains(
                random.Terms.Mode is FenceMode.On ? "ec2:SnapshotTime" : "ec2:DeleteSnapshot",
                random.Fence.ToDelete,
                StringComparison.Ordinal);
        });

    [Fact]
    public void Names_every_wildcard_in_a_key_and_the_spellings_that_it_cannot_name() =>
        ForEvery(
            random =>
            {
                var excluded = random.PlanInputs.Retention.ExcludeTags.Rules;
                Assert.All(
                    excluded.Where(rule => rule.Key.AsSpan().ContainsAny('*', '?')),
                    rule => Assert.Contains($"excludeTags.{rule.Key}", random.Fence.Omits));
                Assert.Equal(
                    excluded.Any(rule => Is(rule.Key, "DoNotDelete")),
                    random.Fence.Omits.Contains("excludeTags.DoNotDelete: other spellings"));
            },
            Often.WithMaxTest(1_000));

    [Fact]
    public void Leaving_something_out_never_makes_it_longer_so_that_halving_finds_how_much_fits() =>
        ForEvery(
            random =>
            {
                for (Fence? fence = random.Fence,
                    smaller = fence.Smaller; smaller is not null; (fence, smaller) = (smaller, smaller.Smaller))
                    Assert.InRange(smaller.ToDelete.Length, 1, fence.ToDelete.Length);
            },
            Often.WithMaxTest(1_000));

    [Fact]
    public void What_the_table_of_reasons_says_of_the_fence_is_true() =>
        ForEvery(random =>
        {
            var toTry = Iam.Parse(random.Fence.ToTry);
            foreach (var (snapshot, reason) in PlanOf(random).Decisions)
            {
                if (reason is null || !IsTold(random, reason)) continue;
                Assert.False(Lets(toTry, random, snapshot), $"{Shown(snapshot)}, {reason}, is let go by {random.Fence.ToTry}");
            }
        });

    /// <summary>
    /// Whether AWS is told all that there is of a reason: the fence omits nothing of the guard or the setting that gives it.
    /// </summary>
    private static bool IsTold(RandomFence random, Reason reason) => reason.Fence switch
    {
        FenceTerm.Cutoff => random.Terms.Mode is FenceMode.On && SaysAllOfPolicies(random),

        // IAM compares an included key without case, so it lets more through there than includeTags does.
        FenceTerm.Tags => reason != Reason.TagNotIncluded && SaysAllOfPolicies(random)
            && !random.Fence.Omits.Any(omitted => omitted.StartsWith(SourceOf(reason), StringComparison.Ordinal)),
        FenceTerm.None => false,
    };

    private static bool SaysAllOfPolicies(RandomFence random) =>
        !random.Fence.Omits.Any(omitted => omitted.StartsWith("policies", StringComparison.Ordinal));

    private static string SourceOf(Reason reason) =>
        reason == Reason.TagExcluded ? "excludeTags."
        : reason == Reason.NoPolicy ? "policies"
        : $"{Guard.All.Single(guard => guard.Reason == reason).Name}: ";

    [Fact]
    public void What_the_trial_takes_for_a_test_of_the_fence_is_refused() =>
        ForEvery(random =>
        {
            var toTry = Iam.Parse(random.Fence.ToTry);
            foreach (var snapshot in new FenceTrialSamples(random.Fence, random.Terms).MustStay(random.Snapshots))
            {
                Assert.False(Lets(toTry, random, snapshot));
                Assert.DoesNotContain(snapshot, PlanOf(random).Candidates);
            }

            foreach (var (policy, snapshot) in new FenceTrialSamples(random.Fence, random.Terms).MustStayByPolicy(random.Snapshots))
            {
                if (snapshot is null) continue;
                Assert.False(Lets(toTry, random, snapshot));
                Assert.DoesNotContain(snapshot, PlanOf(random).Candidates);
                Assert.Contains(Governing(random.PlanInputs, snapshot), one => one.Name == policy);
                Assert.True(
                    Lets(Iam.Parse(Without(random, policy)), random, snapshot),
                    $"{Shown(snapshot)} is not refused by the cutoff of {policy} alone in {random.Fence.ToTry}");
            }
        });

    [Fact]
    public void Allows_no_other_action_and_no_tag_but_our_own() =>
        ForEvery(random =>
        {
            var toDelete = Iam.Parse(random.Fence.ToDelete);
            var usesTags = random.PlanInputs.Safeguards.GraceDays > 0 || random.PlanInputs.Safeguards.RecycleBin is not RecycleBin.Off;
            Assert.Equal(usesTags, Says(toDelete, Tagging(random, OwnTags.Retired)));
            Assert.Equal(usesTags, Says(toDelete, Tagging(random, OwnTags.DeleteAfter, OwnTags.Retired)));
            Assert.False(Says(toDelete, Tagging(random)));
            Assert.False(Says(toDelete, Tagging(random, OwnTags.Retired, "DoNotDelete")));
            Assert.False(Says(toDelete, new("ec2:ModifySnapshotAttribute", Arn(random, random.Snapshots[0]))));
            Assert.False(Says(Iam.Parse(random.Fence.ToTry), Tagging(random, OwnTags.Retired)));
            Assert.False(Says(Iam.Parse(SessionPolicy.ToRead), new("ec2:DeleteSnapshot", Arn(random, random.Snapshots[0]))));
        });

    /// <summary>The rules again, as plainly as they can be said: keys without case, and without what the fence names as omitted.</summary>
    private static bool MustBeRefused(RandomFence random, Snapshot snapshot)
    {
        var (inputs, omits) = (random.PlanInputs, random.Fence.Omits);
        if (random.Terms.Mode is FenceMode.On && !(snapshot.StartTime < inputs.Cutoff)) return true;
        if (inputs.Policies.Count > 0 && MustBeRefusedByPolicies(random, snapshot)) return true;
        if (Guard.All.Any(guard => !inputs.Safeguards.SkipGuards.Contains(guard.Name)
            && guard.TagKeys.Any(key => inputs.Safeguards.Asks(guard, key)
                && !omits.Contains($"{guard.Name}: {key.Pattern}")
                && snapshot.Tags.Any(tag => key.Matches(tag)))))
            return true;
        if (inputs.Retention.ExcludeTags.Rules.Any(rule => Named(rule).Any(named => !omits.Contains(named.Name)
            && rule.Values.Any(value => !omits.Contains($"{named.Name}: {value.Text}")
                && snapshot.Tags.Any(tag => Is(tag.Key, named.Key) && value.Matches(tag.Value))))))
            return true;

        // docs/how-it-decides.md says that included keys compare without case. Those that differ by nothing else are one to IAM, with the
        // values of all: that it has to name.
        return inputs.Retention.IncludeTags.Rules.Where(rule => !omits.Contains($"includeTags.{rule.Key}"))
            .GroupBy(rule => rule.Key, StringComparer.OrdinalIgnoreCase)
                .Any(rules => IsMerged(rules, omits)
                    ? !rules.Any(rule => HasOne(snapshot, rule))
                    : !rules.All(rule => HasOne(snapshot, rule)));
    }

    /// <summary>
    /// The same of the policies: each that governs the snapshot keeps it by its cutoff and its own excluded tags, and one that none governs
    /// is kept.
    /// </summary>
    private static bool MustBeRefusedByPolicies(RandomFence random, Snapshot snapshot)
    {
        var (inputs, omits) = (random.PlanInputs, random.Fence.Omits);
        var governing = Governing(inputs, snapshot).ToList();
        return governing.Count == 0
            ? !omits.Contains("policies: what none of them matches")
            : governing.Any(policy => IsSaid(policy)
                && ((random.Terms.Mode is FenceMode.On
                    && !omits.Contains($"policies.{policy.Name}.maxAgeDays")
                    && !(snapshot.StartTime < policy.CutoffAt(inputs.ReferenceTime)))
                    || policy.ExcludeTags.Rules.Any(rule => Excludes(policy, rule))));

        bool IsSaid(Retention policy) => policy.IncludeTags.Rules.All(rule =>
            rule.Values.Any(value => !omits.Contains($"policies.{policy.Name}.includeTags.{rule.Key}: {value.Text}")
                && snapshot.Tags.Any(tag => Is(tag.Key, rule.Key) && value.Matches(tag.Value))));

        // What the top level excludes as well is said there, or named as omitted there.
        bool Excludes(Retention policy, TagRule rule) =>
            !inputs.Retention.ExcludeTags.Rules.Any(all => all.MeansAllOf(rule))
            && Named(rule).Any(named => !omits.Contains($"policies.{policy.Name}.{named.Name}")
                && rule.Values.Any(value => !omits.Contains($"policies.{policy.Name}.{named.Name}: {value.Text}")
                    && snapshot.Tags.Any(tag => Is(tag.Key, named.Key) && value.Matches(tag.Value))));
    }

    /// <summary>The policies that govern a snapshot, by the rule's own words.</summary>
    private static IEnumerable<Retention> Governing(PlanInputs inputs, Snapshot snapshot)
    {
        var named = inputs.Policies.Where(policy => !policy.IsOtherwise && policy.IncludeTags.Rules.All(rule => HasOne(snapshot, rule)))
            .ToList();
        return named.Count > 0 ? named : inputs.Policies.Where(policy => policy.IsOtherwise);
    }

    /// <summary>The trial's policy without the Deny that has this policy's cutoff.</summary>
    private static string Without(RandomFence random, string policy)
    {
        var whole = random.Fence.Policies.Single(one => one.Part.Policy == policy).Whole;
        var kept = random.Fence.Conditions.Select(condition => new Protection([], ProtectionRank.Excluded) { Condition = condition })
            .Concat(random.Fence.Refusals.Where(refusal => refusal != whole)
                .Select(refusal => new Protection([], ProtectionRank.Policies) { Refusal = refusal }));
        return SessionPolicy.ToTry(random.Terms, kept);
    }

    /// <summary>
    /// The keys that the fence promises to say of an excluded one, and what it calls each: a wildcard is none, so the fence has to name it.
    /// </summary>
    private static IEnumerable<(string Name, string Key)> Named(TagRule rule) => Is(rule.Key, "DoNotDelete")
        ?
        [
            ($"excludeTags.{rule.Key}", "DoNotDelete"),
            .. ((string[])["do-not-delete", "do_not_delete", "do not delete"]).Select(key => ($"excludeTags.{rule.Key}: {key}", key)),
        ]
        : [($"excludeTags.{rule.Key}", rule.Key)];

    private static bool IsMerged(IEnumerable<TagRule> rules, IReadOnlyList<string> omits) =>
        omits.Contains($"includeTags.{rules.First().Key}: merged with {string.Join(", ", rules.Skip(1).Select(rule => rule.Key))}");

    private static bool HasOne(Snapshot snapshot, TagRule rule) =>
        snapshot.Tags.Any(tag => Is(tag.Key, rule.Key) && rule.Values.Any(value => value.Matches(tag.Value)));

    private static Plan PlanOf(RandomFence random) =>
        Planner.Plan(new Inventory(random.Snapshots, new HashSet<string>(), []), random.PlanInputs, RandomFence.Cutoff);

    private static bool Lets(Iam policy, RandomFence random, Snapshot snapshot)
    {
        var request = new AccessRequest("ec2:DeleteSnapshot", Arn(random, snapshot));
        if (snapshot.StartTime is { } started)
            request.With(
                ContextKeys.SnapshotTime,
                started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var tag in snapshot.Tags) request.With(ContextKeys.ResourceTag + tag.Key, tag.Value);
        return Says(policy, request);
    }

    private static AccessRequest Tagging(RandomFence random, params string[] keys) =>
        keys.Aggregate(
            new AccessRequest("ec2:CreateTags", Arn(random, random.Snapshots[0])),
            (request, key) => request.With(ContextKeys.TagKeys, key));

    private static bool Says(Iam policy, AccessRequest request) => policy.Answer(request) is PolicyAnswer.Allow;

    private static string Arn(RandomFence random, Snapshot snapshot) =>
        $"arn:{random.Terms.Partition}:ec2:{random.Terms.Region}::snapshot/{snapshot.Id}";

    private static string Shown(Snapshot snapshot) => $"{snapshot.StartTime:O} [{string.Join(", ", snapshot.Tags)}]";

    private static bool Is(string key, string other) => string.Equals(key, other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<List<string>> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .SelectMany(field => Objects(field.Value))
            .Prepend([.. element.EnumerateObject().Select(field => field.Name)]),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
