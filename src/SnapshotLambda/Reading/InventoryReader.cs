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
/// <param name="history">Reads the older versions of launch templates; null where the latest and the default version count.</param>
/// <param name="log">The region's log.</param>
internal sealed class InventoryReader(
    IEc2 ec2, PlanInputs inputs, bool mayBeDenied, MemoryBudget.Share share, LaunchTemplateHistory? history, RegionLog log)
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
        var volumes = ReadVolumesAsync(rest.Token);
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
        var (volumeIds, mayHaveBinned) = await volumes;
        var readings = await Task.WhenAll(guards);
        return new Inventory(await snapshots, volumeIds, [.. readings.Select(reading => reading.Rule)])
        {
            ImageIds = inputs.Safeguards.Asks(Guard.Images) && inputs.Safeguards.Asks(Guard.BinnedImages)
                ? readings.SelectMany(reading => reading.ImageIds).ToHashSet(StringComparer.Ordinal)
                : null,
            MayHaveBinnedVolumes = mayHaveBinned,
            LacksOlderVersions = readings.Any(reading => reading.LacksOlderVersions),
        };
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

    private bool IsInScope(Snapshot snapshot) => RuleBook.WhyKeep(snapshot, _scope) is null;

    private async Task<(IReadOnlySet<string> Ids, bool MayHaveBinned)> ReadVolumesAsync(CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (!inputs.Retentions.Any(NeedsVolumes)) return (ids, MayHaveBinned: false);
        try
        {
            await foreach (var page in ec2.ListVolumeIdsAsync(cancellationToken)) ids.UnionWith(page);
        }
        catch (AwsCallException exception)
        {
            throw RegionNotReadableException.OfVolumes(exception);
        }

        // Listed after those that exist: a volume that is deleted in between is in one of the two.
        return (ids, MayHaveBinned: inputs.Retentions.Any(NeedsBinnedVolumes) && !await AddBinnedVolumesAsync(ids, cancellationToken));
    }

    /// <summary>Adds the volumes in the Recycle Bin, which their owners may restore; false where a policy denies to list them.</summary>
    private async Task<bool> AddBinnedVolumesAsync(HashSet<string> ids, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in ec2.ListBinnedVolumeIdsAsync(cancellationToken)) ids.UnionWith(page);
            return true;
        }
        catch (AwsCallException exception) when (exception.Error.Code is "UnauthorizedOperation")
        {
            return false;
        }
        catch (AwsCallException exception)
        {
            throw RegionNotReadableException.OfBinnedVolumes(exception);
        }
    }

    // A floor holds for a volume, and its reason says if the volume exists. A leftover's volume must not.
    private static bool NeedsVolumes(Retention retention) =>
        retention.KeepLatestPerVolume > 0 || retention.DeregisteredImages is DeregisteredImages.AgeOnly;

    private static bool NeedsBinnedVolumes(Retention retention) =>
        (retention.KeepLatestPerVolume > 0 && retention.DeletedVolumes is DeletedVolumes.AgeOnly)
        || retention.DeregisteredImages is DeregisteredImages.AgeOnly;

    private async Task<GuardReading> ReadAsync(Guard guard, CancellationToken cancellationToken)
    {
        try
        {
            return guard == Guard.LaunchTemplates && history is not null
                ? await GuardListings.ReadAsync(ec2, history, cancellationToken)
                : await GuardListings.ReadAsync(guard, ec2, cancellationToken);
        }
        catch (AwsCallException exception)
        {
            log.GuardRefused(guard.Name, exception.Error);
            throw RegionNotReadableException.Of(guard, exception);
        }
    }
}
