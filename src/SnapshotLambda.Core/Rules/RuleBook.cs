using System.Collections.Frozen;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// The rules in the order in which they are asked; the first that keeps a snapshot gives the reason. A new rule is a file and a line here.
/// </summary>
internal static class RuleBook
{
    /// <summary>The rules that define this tool's scope.</summary>
    public static IReadOnlyList<IRule> Scope(PlanInputs inputs) =>
    [
        new IncludeTagsRule(inputs.Retention.IncludeTags),
        .. (inputs.Policies.Count > 0 ? [new PolicyRule(new Governance(inputs))] : Array.Empty<IRule>()),
        new ExcludeTagsRule(inputs.Retention.ExcludeTags),
        new ManagedRule(inputs.Safeguards),
    ];

    /// <summary>
    /// The rules by which each retention decides which snapshots in scope that it governs may be deleted. All have the same rules in the
    /// same order; a rule that does not depend on the retention is one object.
    /// </summary>
    /// <param name="inputs">The inputs of the plan.</param>
    /// <param name="guards">The guards of the region.</param>
    /// <param name="lineages">For each retention, in its order, the rule of its floors and periods.</param>
    public static IReadOnlyList<IReadOnlyList<IRule>> Eligibility(
        PlanInputs inputs, IReadOnlyList<IRule> guards, IReadOnlyList<LineageRule> lineages)
    {
        IRule state = new StateRule(inputs.Retention.ErrorState);
        IRule keepUntil = new KeepUntilRule(inputs.Retention.KeepUntilTags, inputs.ReferenceTime);
        IRule approval = new ApprovalRule(inputs.Safeguards.ApprovedSnapshotIds);
        IRule grace = new GraceRule(inputs.ReferenceTime);
        return
        [
            .. inputs.Retentions.Select((retention, i) => (IReadOnlyList<IRule>)
            [
                OwnExclusions(retention),
                new AgeRule(retention.CutoffAt(inputs.ReferenceTime)),
                state,
                .. guards,
                keepUntil,
                new ArchivedRule(retention.Archived),
                lineages[i],
                approval,
                grace,
            ]),
        ];
    }

    /// <summary>
    /// The rules that need only EC2's listing of the snapshot itself, for each retention: they can be asked again at any time.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<IRule>> OfOneSnapshot(PlanInputs inputs) =>
    [
        .. inputs.Retentions.Select(retention => (IReadOnlyList<IRule>)
        [
            OwnExclusions(retention),
            new AgeRule(retention.CutoffAt(inputs.ReferenceTime)),
            new StateRule(inputs.Retention.ErrorState),
            .. (inputs.Safeguards.Asks(Guard.Tiering) ? [new TieringRule(FrozenSet<string>.Empty)] : Array.Empty<IRule>()),
            new KeepUntilRule(inputs.Retention.KeepUntilTags, inputs.ReferenceTime),
            new ArchivedRule(retention.Archived),
            .. (retention.DeregisteredImages is DeregisteredImages.Keep
                ? [new CopiesRule(retention.Copies, inputs.Retention.LineageTag)]
                : Array.Empty<IRule>()),
            new GraceRule(inputs.ReferenceTime),
        ]),
    ];

    /// <summary>The first reason of these rules to keep a snapshot; null if none keeps it.</summary>
    public static Reason? WhyKeep(Snapshot snapshot, IReadOnlyList<IRule> rules)
    {
        for (var i = 0; i < rules.Count; i++)
            if (rules[i].WhyKeep(snapshot) is { } reason)
                return reason;
        return null;
    }

    // The top level's exclusions belong to the scope.
    private static ExcludeTagsRule OwnExclusions(Retention retention) =>
        new(retention.Name is null ? TagFilter.Empty : retention.ExcludeTags);
}
