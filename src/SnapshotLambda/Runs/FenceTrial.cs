using System.Globalization;
using System.Runtime.CompilerServices;
using SnapshotLambda.Aws;
using SnapshotLambda.Core;

namespace SnapshotLambda.Runs;

/// <summary>
/// Tries a fence with EC2's <c>DryRun</c>, which asks IAM alone and deletes nothing: a candidate must be let go, and what must
/// stay refused. A handful of calls. What is gone by now shows nothing, nor does one that EC2 has another answer about: the next one
/// is asked, so that no single snapshot holds its region up every night.
/// </summary>
/// <param name="ec2">EC2 behind the fence.</param>
internal sealed class FenceTrial(IEc2 ec2)
{
    private const int MostAsked = 5;

    /// <summary>What came of it. Throws <see cref="AwsCallException"/> where EC2 gave no answer about any.</summary>
    /// <param name="mustStay">What the fence must refuse.</param>
    /// <param name="mayGo">What it must let go, if only one of them.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<FenceVerdict> RunAsync(IEnumerable<Snapshot> mustStay, IEnumerable<Snapshot> mayGo, CancellationToken cancellationToken)
    {
        // Candidates first: an endpoint that does not know DryRun would delete what it is asked about.
        var denials = await DenialsAsync(mayGo, cancellationToken);
        var first = await FirstAnswerAsync(mustStay, cancellationToken);
        if (first is { Denial: null, Snapshot: var open })
            return FenceVerdict.Open(FormattableString.Invariant($"{open.Id}, started {open.StartTime?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}"));
        if (denials.Count > 0) return FenceVerdict.Closed(denials.Count, denials[0].Message);
        return new FenceVerdict(first is null ? FenceState.Untried : FenceState.Verified);
    }

    /// <summary>What denies all of those that are there; empty where one is let go.</summary>
    private async Task<IReadOnlyList<AwsError>> DenialsAsync(IEnumerable<Snapshot> snapshots, CancellationToken cancellationToken)
    {
        var denials = new List<AwsError>();
        await foreach (var answer in AnswersAsync(snapshots, cancellationToken))
        {
            if (answer.Denial is not { } denial) return [];
            denials.Add(denial);
        }

        return denials;
    }

    private async Task<Answer?> FirstAnswerAsync(IEnumerable<Snapshot> snapshots, CancellationToken cancellationToken)
    {
        await foreach (var answer in AnswersAsync(snapshots, cancellationToken)) return answer;
        return null;
    }

    /// <summary>EC2's answers, one by one. None where all are gone; where there is none for another reason, that is thrown.</summary>
    private async IAsyncEnumerable<Answer> AnswersAsync(IEnumerable<Snapshot> snapshots, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isAnswered = false;
        AwsCallException? first = null;
        foreach (var snapshot in snapshots.Take(MostAsked))
        {
            Answer answer;
            try
            {
                answer = new Answer(snapshot, await ec2.DenialOfDeletionAsync(snapshot.Id, cancellationToken));
            }
            catch (AwsCallException exception) when (exception.Error.Class is not (ErrorClass.Systemic or ErrorClass.Throttled))
            {
                if (exception.Error.Class is not ErrorClass.AlreadyGone) first ??= exception;
                continue;
            }

            isAnswered = true;
            yield return answer;
        }

        if (!isAnswered && first is not null) throw first;
    }

    private sealed record Answer(Snapshot Snapshot, AwsError? Denial);
}
