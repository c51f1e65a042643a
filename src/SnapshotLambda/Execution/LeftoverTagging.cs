using System.Globalization;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Execution;

/// <summary>
/// Tags the leftovers of deregistered AMIs with the day on which they were first found, and takes the tag off what is none any more. Such
/// a snapshot is kept tonight in any case, so a failure changes no outcome.
/// </summary>
/// <param name="ec2">EC2 in the region.</param>
/// <param name="tagCall">Makes calls about tags.</param>
/// <param name="log">The region's log.</param>
internal sealed class LeftoverTagging(IEc2Tags ec2, RetryingCall tagCall, RegionLog log)
{
    /// <summary>Sets and removes the tags. Returns the number that could not be, and the reason if it ended early.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="today">The instant of the run: its UTC day is the tag's value.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<(int Failed, EarlyStop? Stop)> RunAsync(Plan plan, DateTimeOffset today, CancellationToken callsInFlight)
    {
        var since = IsoDate.DayOf(today).ToString(IsoDate.Day, CultureInfo.InvariantCulture);
        var (notRemoved, removalStop) = await ChangeAsync(
            plan.LeftoversToUntag, TagChange.TakeOff(ec2, OwnTags.LeftoverSince), log.LeftoverUntagged, callsInFlight);
        var (notSet, settingStop) = await ChangeAsync(
            plan.LeftoversToTag,
            TagChange.Set(ec2, new Tag(OwnTags.LeftoverSince, since)),
            snapshot => log.LeftoverTagged(snapshot, since),
            callsInFlight);
        return (notRemoved + notSet, EarlyStop.Worse(removalStop, settingStop));
    }

    private async Task<(int Failed, EarlyStop? Stop)> ChangeAsync(
        IReadOnlyList<Snapshot> snapshots, TagChange change, Action<Snapshot> done, CancellationToken callsInFlight)
    {
        var batches = new TagBatches(tagCall, change);
        var failed = 0;
        await foreach (var (snapshot, outcome, error, attempts) in batches.RunAsync(snapshots, IEc2Tags.MostIds, later: [], callsInFlight))
        {
            switch (outcome)
            {
                case TaggingOutcome.Done:
                    done(snapshot);
                    break;
                case TaggingOutcome.Failed:
                    failed++;
                    log.LeftoverTagFailed(snapshot, error!, attempts);
                    break;
                case TaggingOutcome.NotReached:
                    failed++;
                    break;
                case TaggingOutcome.Gone:
                    break;
            }
        }

        return (failed, batches.Stop);
    }
}
