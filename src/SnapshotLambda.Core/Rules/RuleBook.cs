using System.Collections.Frozen;
using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// The rules in the order in which they are asked; the first that keeps a snapshot names the reason. A new rule is a file
/// of its own and a line here.
/// </summary>
internal static class RuleBook
{
    /// <summary>The rules that say which snapshots are this tool's business at all.</summary>
    public static IReadOnlyList<IRule> Scope(PlanInputs inputs) =>
    [
        new IncludeTagsRule(inputs.Retention.IncludeTags),
        new ExcludeTagsRule(inputs.Retention.ExcludeTags),
        new ManagedRule(inputs.Safeguards),
    ];

    /// <summary>The rules that say which of those may go.</summary>
    /// <param name="inventory">What was read of the region.</param>
    /// <param name="floor">The floors of its volumes.</param>
    /// <param name="inputs">What the plan follows from besides.</param>
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

    /// <summary>The rules that ask of a snapshot nothing but what EC2 lists of it, the scope included: these can be asked once more at any time.</summary>
    /// <param name="inputs">What the plan follows from besides.</param>
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
