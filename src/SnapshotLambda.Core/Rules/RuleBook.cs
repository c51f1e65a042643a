using System.Collections.Frozen;
using SnapshotLambda.Core.Guards;

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
        new ExcludeTagsRule(inputs.Retention.ExcludeTags),
        new ManagedRule(inputs.Safeguards),
    ];

    /// <summary>The rules that decide which snapshots in scope may be deleted.</summary>
    /// <param name="floor">The rule that keeps the newest of each volume.</param>
    public static IReadOnlyList<IRule> Eligibility(Inventory inventory, KeepLatestRule floor, PlanInputs inputs) =>
    [
        new AgeRule(inputs.Cutoff),
        new StateRule(),
        .. inventory.Guards,
        new CopiesRule(inputs.Retention.Copies),
        floor,
        new ApprovalRule(inputs.Safeguards.ApprovedSnapshotIds),
        new GraceRule(inputs.ReferenceTime),
    ];

    /// <summary>
    /// The rules that need only EC2's listing of the snapshot itself, the scope included: they can be asked again at any time.
    /// </summary>
    public static IReadOnlyList<IRule> OfOneSnapshot(PlanInputs inputs) =>
    [
        .. Scope(inputs),
        new AgeRule(inputs.Cutoff),
        new StateRule(),
        new CopiesRule(inputs.Retention.Copies),
        .. (inputs.Safeguards.Asks(Guard.Tiering) ? [new TieringRule(FrozenSet<string>.Empty)] : Array.Empty<IRule>()),
        new GraceRule(inputs.ReferenceTime),
    ];
}
