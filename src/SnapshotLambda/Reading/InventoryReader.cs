using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Reading;

/// <summary>
/// Reads the inventory that a region's plan rests on, each listing to its end. The reader fails closed: a listing that cannot be read
/// completely throws <see cref="RegionNotReadableException"/>, and nothing is deleted in that region.
/// </summary>
/// <param name="ec2">EC2 in the region.</param>
/// <param name="inputs">The guards and floors that the plan will ask for.</param>
/// <param name="mayBeDenied">Whether the region is one of <c>["all"]</c>, which an organization's policy may deny as a whole.</param>
/// <param name="share">The region's share of the memory.</param>
/// <param name="log">The region's log.</param>
internal sealed class InventoryReader(IEc2 ec2, PlanInputs inputs, bool mayBeDenied, MemoryBudget.Share share, RegionLog log)
{
    private readonly IReadOnlyList<IRule> _scope = RuleBook.Scope(inputs);

    /// <summary>The complete inventory.</summary>
    public async Task<Inventory> ReadAsync(CancellationToken cancellationToken)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isReadable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var snapshots = ReadSnapshotsAsync(isReadable, rest.Token);

        // The first page says whether this region is to be read at all: nothing else is asked before.
        if (await Task.WhenAny(snapshots, isReadable.Task) == snapshots && !snapshots.IsCompletedSuccessfully) await snapshots;
        var volumes = ReadVolumeIdsAsync(rest.Token);
        var guards = Guard.All.Where(guard => GuardListings.Has(guard) && inputs.Safeguards.Asks(guard))
            .Select(guard => ReadAsync(guard, rest.Token))
            .ToList();
        List<Task> others = [.. guards, volumes];
        await foreach (var read in Task.WhenEach([snapshots, .. others]).WithCancellation(CancellationToken.None))
        {
            // Without the snapshots there is nothing to guard. Each guard that cannot be read is worth knowing, so none cancels another.
            var isMoot = read == snapshots
                ? !read.IsCompletedSuccessfully
                : others.TrueForAll(other => other.IsCompleted) && !others.TrueForAll(other => other.IsCompletedSuccessfully);
            if (isMoot) await rest.CancelAsync();
        }

        if (snapshots.IsFaulted) await snapshots;
        if (RegionNotReadableException.OfAll(others) is { } unreadable) throw unreadable;
        await Task.WhenAll([snapshots, .. others]);
        return new Inventory(await snapshots, await volumes, await Task.WhenAll(guards));
    }

    private async Task<IReadOnlyList<Snapshot>> ReadSnapshotsAsync(TaskCompletionSource isReadable, CancellationToken cancellationToken)
    {
        try
        {
            var snapshots = new List<Snapshot>();
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            await foreach (var page in ec2.ListSnapshotsAsync(cancellationToken, beforeNext: share.WaitAsync))
            {
                isReadable.TrySetResult();
                share.Add(page.Count);
                foreach (var snapshot in page)
                {
                    // Listed again: somebody may have tagged it in between, and a tag that keeps it counts on whichever page it stands.
                    if (places.TryAdd(snapshot.Id, snapshots.Count)) snapshots.Add(snapshot);
                    else if (IsInScope(snapshots[places[snapshot.Id]])) snapshots[places[snapshot.Id]] = snapshot;
                }
            }

            return snapshots;
        }
        catch (AwsCallException exception) when (
            mayBeDenied && exception.Error.Code is "UnauthorizedOperation" && !isReadable.Task.IsCompleted)
        {
            throw new RegionNotReadableException(
                RegionStatus.NotAllowed, exception.Error.Code, $"A policy denies this region: {exception.Error.Message}", exception);
        }
        catch (AwsCallException exception)
        {
            throw new RegionNotReadableException(
                RegionStatus.Failed, exception.Error.Code, $"The snapshots could not be listed: {exception.Message}", exception);
        }
    }

    private bool IsInScope(Snapshot snapshot) => _scope.All(rule => rule.WhyKeep(snapshot) is null);

    private async Task<IReadOnlySet<string>> ReadVolumeIdsAsync(CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (inputs.Retention.KeepLatestPerVolume == 0) return ids;
        try
        {
            await foreach (var page in ec2.ListVolumeIdsAsync(cancellationToken)) ids.UnionWith(page);
            return ids;
        }
        catch (AwsCallException exception)
        {
            throw RegionNotReadableException.OfVolumes(exception);
        }
    }

    private async Task<IRule> ReadAsync(Guard guard, CancellationToken cancellationToken)
    {
        try
        {
            return await GuardListings.ReadAsync(guard, ec2, cancellationToken);
        }
        catch (AwsCallException exception)
        {
            log.GuardRefused(guard.Name, exception.Error);
            throw RegionNotReadableException.Of(guard, exception);
        }
    }
}
