using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Reading;

/// <summary>
/// The guards that are asked of a plan's candidates alone, since EC2 has no listing that would say it of all snapshots. Like
/// the others they fail closed: what cannot be read throws <see cref="RegionNotReadableException"/>, and nothing is deleted.
/// </summary>
/// <param name="ec2">EC2 in the region.</param>
/// <param name="sharing">Asks with whom a snapshot is shared; null where that guard is skipped.</param>
/// <param name="inputs">Which guards are asked, and what ages are reckoned from.</param>
/// <param name="log">The region's log.</param>
internal sealed class CandidateGuards(IEc2Guards ec2, SharingCheck? sharing, PlanInputs inputs, RegionLog log)
{
    /// <summary>The plan without the candidates that they keep. It is the same for a dry run and for a real one.</summary>
    public async Task<Plan> AskAsync(Plan plan, CancellationToken cancellationToken)
    {
        var unreadable = new List<RegionNotReadableException>();
        if (inputs.Safeguards.Asks(Guard.Archive))
            plan = plan.Keeping(await ReadAsync(Guard.Archive, () => ArchiveCheck.AskAsync(ec2, plan.Candidates, inputs.ReferenceTime, cancellationToken), unreadable));
        if (sharing is not null)
            plan = plan.Keeping(await ReadAsync(Guard.Sharing, () => sharing.AskAsync([.. plan.Due, .. plan.ToMark], plan.Cap, cancellationToken), unreadable));
        return RegionNotReadableException.OfAll(unreadable) is { } all ? throw all : plan;
    }

    private async Task<IReadOnlyDictionary<string, Reason>> ReadAsync(Guard guard, Func<Task<IReadOnlyDictionary<string, Reason>>> read, List<RegionNotReadableException> unreadable)
    {
        try
        {
            return await read();
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

        return new Dictionary<string, Reason>();
    }
}
