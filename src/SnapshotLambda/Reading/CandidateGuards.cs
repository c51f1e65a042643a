using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Reading;

/// <summary>
/// The guards that are asked about a plan's candidates alone, since EC2 has no listing for all snapshots. Like the others they fail
/// closed: an unreadable guard throws <see cref="RegionNotReadableException"/>, and nothing is deleted.
/// </summary>
/// <param name="ec2">EC2 in the region.</param>
/// <param name="sharing">Asks with whom a snapshot is shared; null where that guard is skipped.</param>
/// <param name="inputs">The guards to ask, and the instant that ages are reckoned from.</param>
/// <param name="log">The region's log.</param>
internal sealed class CandidateGuards(IEc2Guards ec2, SharingCheck? sharing, PlanInputs inputs, RegionLog log)
{
    /// <summary>The plan without the candidates that these guards keep. It is the same for a dry run and for a real one.</summary>
    public async Task<Plan> AskAsync(Plan plan, CancellationToken cancellationToken)
    {
        var unreadable = new List<RegionNotReadableException>();
        var kept = new Dictionary<string, Reason>(StringComparer.Ordinal);
        if (inputs.Safeguards.Asks(Guard.Archive))
        {
            await ReadAsync(
                Guard.Archive,
                () => ArchiveCheck.AskAsync(ec2, plan.Candidates, inputs.ReferenceTime, cancellationToken),
                kept,
                unreadable);
        }

        if (sharing is not null)
        {
            Snapshot[] others = [.. plan.Due.Concat(plan.ToMark).Where(snapshot => !kept.ContainsKey(snapshot.Id))];
            await ReadAsync(Guard.Sharing, () => sharing.AskAsync(others, plan.Cap, cancellationToken), kept, unreadable);
        }

        return RegionNotReadableException.OfAll(unreadable) is { } all ? throw all : plan.Keeping(kept);
    }

    private async Task ReadAsync(
        Guard guard,
        Func<Task<IReadOnlyDictionary<string, Reason>>> read,
        Dictionary<string, Reason> kept,
        List<RegionNotReadableException> unreadable)
    {
        try
        {
            foreach (var (id, reason) in await read()) kept.Add(id, reason);
        }
        catch (AwsCallException exception)
        {
            log.GuardRefused(guard.Name, exception.Error);
            unreadable.Add(RegionNotReadableException.Of(guard, exception));
        }
        catch (Exception exception) when (unreadable.Count > 0 && exception is DeadlineException or OperationCanceledException)
        {
            // The region is refused for what is known already, whatever else there was no time for.
        }
    }
}
