using System.Globalization;
using SnapshotLambda.Aws;
using SnapshotLambda.Core;

namespace SnapshotLambda.Runs;

/// <summary>
/// Tries a fence with EC2's <c>DryRun</c>, which asks IAM alone and deletes nothing: what must stay must be refused, and a
/// candidate let go. A handful of calls. What is gone by now shows nothing; the next one is asked.
/// </summary>
/// <param name="ec2">EC2 behind the fence.</param>
internal sealed class FenceTrial(IEc2 ec2)
{
    private const int MostAsked = 5;

    /// <summary>What came of it. Throws <see cref="AwsCallException"/> where EC2 gave no answer.</summary>
    /// <param name="mustStay">What the fence must refuse.</param>
    /// <param name="mayGo">What it must let go, if only one of them.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<FenceVerdict> RunAsync(IEnumerable<Snapshot> mustStay, IEnumerable<Snapshot> mayGo, CancellationToken cancellationToken)
    {
        var state = FenceState.Untried;
        foreach (var snapshot in mustStay.Take(MostAsked))
        {
            if (await AskAsync(snapshot, cancellationToken) is not { } answer) continue;
            if (answer.Denial is null) return FenceVerdict.Open(FormattableString.Invariant($"{snapshot.Id}, started {snapshot.StartTime?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}"));
            state = FenceState.Verified;
            break;
        }

        var denials = new List<AwsError>();
        foreach (var snapshot in mayGo.Take(MostAsked))
        {
            if (await AskAsync(snapshot, cancellationToken) is not { } answer) continue;
            if (answer.Denial is not { } denial) return new FenceVerdict(state);
            denials.Add(denial);
        }

        return denials.Count == 0 ? new FenceVerdict(state) : FenceVerdict.Closed(denials.Count, denials[0].Message);
    }

    /// <summary>EC2's answer; null where the snapshot is gone.</summary>
    private async Task<Answer?> AskAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return new Answer(await ec2.DenialOfDeletionAsync(snapshot.Id, cancellationToken));
        }
        catch (AwsCallException exception) when (exception.Error.Class is ErrorClass.AlreadyGone)
        {
            return null;
        }
    }

    private sealed record Answer(AwsError? Denial);
}
