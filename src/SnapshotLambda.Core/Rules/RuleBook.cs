using System.Collections.Frozen;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// The rules in the order in which they are asked; the first that keeps a snapshot names the reason. A new rule is a file
/// of its own and a line here.
/// </summary>
internal static class RuleBook
{
    /// <summary>The rules that say which snapshots are this tool's business at all.</summary>
    public static IReadOnlyList<IRule> Scope(Policy policy) =>
    [
        new IncludeTagsRule(policy.IncludeTags),
        new ExcludeTagsRule(policy.ExcludeTags),
        new ManagedRule(policy),
    ];

    /// <summary>The rules that say which of those may go.</summary>
    /// <param name="inventory">What was read of the region.</param>
    /// <param name="floor">The floors of its volumes.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="cutoff">Snapshots started before it are old enough.</param>
    public static IReadOnlyList<IRule> Eligibility(Inventory inventory, KeepLatestRule floor, Policy policy, DateTimeOffset cutoff) =>
    [
        new AgeRule(cutoff),
        new StateRule(),
        .. inventory.Guards,
        new CopiesRule(policy.Copies),
        floor,
        new ApprovalRule(policy.ApprovedSnapshotIds),
        new GraceRule(policy.ReferenceTime(cutoff)),
    ];

    /// <summary>The rules that ask of a snapshot nothing but what EC2 lists of it, the scope included: these can be asked once more at any time.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cutoff">Snapshots started before it are old enough.</param>
    public static IReadOnlyList<IRule> OfOneSnapshot(Policy policy, DateTimeOffset cutoff) =>
    [
        .. Scope(policy),
        new AgeRule(cutoff),
        new StateRule(),
        new CopiesRule(policy.Copies),
        .. (policy.Asks(Guard.Tiering) ? [new TieringRule(FrozenSet<string>.Empty)] : Array.Empty<IRule>()),
        new GraceRule(policy.ReferenceTime(cutoff)),
    ];
}
