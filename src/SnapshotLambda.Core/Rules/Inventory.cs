using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>All that was read of one account's region. It is complete, or it does not exist.</summary>
/// <param name="Snapshots">The account's snapshots, each once.</param>
/// <param name="ExistingVolumeIds">The volumes that exist; empty if the policy asks for no floor.</param>
/// <param name="Guards">What the guards that are not skipped say, each read completely.</param>
internal sealed record Inventory(IReadOnlyList<Snapshot> Snapshots, IReadOnlySet<string> ExistingVolumeIds, IReadOnlyList<IRule> Guards);
