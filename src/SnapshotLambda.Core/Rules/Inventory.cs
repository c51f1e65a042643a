using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>The complete reading of one account's region. An incomplete one does not exist.</summary>
/// <param name="Snapshots">The account's snapshots, each once.</param>
/// <param name="ExistingVolumeIds">The volumes that exist; empty if the retention asks for no floor.</param>
/// <param name="Guards">The rules of the guards that are not skipped, each read completely.</param>
internal sealed record Inventory(IReadOnlyList<Snapshot> Snapshots, IReadOnlySet<string> ExistingVolumeIds, IReadOnlyList<IRule> Guards);
