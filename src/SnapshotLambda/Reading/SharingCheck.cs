using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Reading;

/// <summary>
/// Asks EC2 whether anyone else may make volumes of a snapshot, one snapshot at a time. The check has a pace of its own, which leaves
/// others room in EC2's bucket of 100 requests and 20 a second, and slows down when EC2 throttles, as deletions do:
/// https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
internal sealed class SharingCheck(IEc2Guards ec2, string account, Deadline deadline, TimeProvider time, Random random, RegionLog log)
{
    /// <summary>
    /// The most candidates to ask about before the plan is complete: at 16 a second they take two of Lambda's fifteen minutes.
    /// </summary>
    public const int MostPlanned = 2_000;

    /// <summary>The time for which an answer counts, since a snapshot can be shared at any time.</summary>
    public static readonly TimeSpan AnswerLasts = TimeSpan.FromMinutes(5);

    // The rest of the time is for deletions. Snapshots not asked about before the plan is complete are asked about at their turn.
    private const int ShareOfTimeLeft = 4;

    private const int AtOnce = 80;
    private const double PerSecond = 16;
    private const int CallsInFlight = 16;
    private const int MostSilentInARow = 16;

    private readonly RetryingCall _call = new(new AdaptiveRateLimiter(AtOnce, PerSecond, time), deadline, time, random, log.Throttled);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _clearedAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AwsCallException> _silent = new(StringComparer.Ordinal);

    /// <summary>The number of snapshots whose sharing a policy denies to be read, among those that the plan asked about.</summary>
    public int Denied => _silent.Values.Count(silence => silence.Error.Class is ErrorClass.Denied);

    /// <summary>Whether it is known of this snapshot that nobody shares it, or that EC2 does not say.</summary>
    public bool HasAsked(Snapshot snapshot)
    {
        lock (_gate) return _clearedAt.ContainsKey(snapshot.Id) || _silent.ContainsKey(snapshot.Id);
    }

    /// <summary>Whether this snapshot was found not to be shared, and not too long ago.</summary>
    public bool HasCleared(Snapshot snapshot)
    {
        lock (_gate) return _clearedAt.TryGetValue(snapshot.Id, out var at) && time.GetElapsedTime(at) <= AnswerLasts;
    }

    /// <summary>
    /// Asks about candidates in their order until enough are cleared, <see cref="MostPlanned"/> were asked about, or a part of the time
    /// left is used up. Shared candidates take nobody's turn. A throttled one is asked about again at its turn. One that EC2 does not
    /// answer about, while it answers about others, is not cleared. It fails alone when it would be deleted, so that it holds up no other.
    /// </summary>
    /// <returns>Why shared ones are kept, by their ids.</returns>
    public async Task<IReadOnlyDictionary<string, Reason>> AskAsync(
        IReadOnlyList<Snapshot> candidates, int wanted, CancellationToken cancellationToken)
    {
        using var part = new CancellationTokenSource(deadline.Left / ShareOfTimeLeft, time);
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, part.Token);
        var shared = new Dictionary<string, Reason>(StringComparer.Ordinal);
        var inFlight = new List<Task<Answer>>();
        AwsCallException? firstSilence = null;
        var (cleared, untold, silentInARow) = (0, 0, 0);
        try
        {
            for (var next = 0; ;)
            {
                while (next < Math.Min(candidates.Count, MostPlanned)
                    && inFlight.Count < CallsInFlight
                    && cleared + inFlight.Count < wanted
                    && !part.IsCancellationRequested)
                {
                    inFlight.Add(AskAsync(candidates[next++].Id, part.Token, others.Token));
                }

                if (inFlight.Count == 0) return firstSilence is null || shared.Count + cleared + untold > 0 ? shared : throw firstSilence;
                var answered = await Task.WhenAny(inFlight);
                inFlight.Remove(answered);
                var (id, isShared, silence) = await answered;
                firstSilence ??= silence;
                silentInARow = silence is null ? 0 : silentInARow + 1;
                if (silentInARow == MostSilentInARow) throw firstSilence!;
                if (silence is not null) _silent.Add(id, silence);
                else if (isShared is true) shared.Add(id, Reason.SharedWithOthers);
                else if (isShared is false) cleared++;
                else untold++;
            }
        }
        catch
        {
            // The first that failed says why; the rest is merely cancelled.
            await others.CancelAsync();
            await ((Task)Task.WhenAll(inFlight)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>
    /// Whether anyone but its owner may make volumes of the snapshot. One that is gone is shared with nobody. Throws
    /// <see cref="AwsCallException"/> where EC2 does not answer, or did not when the plan asked, and <see cref="DeadlineException"/> where
    /// no time is left to ask.
    /// </summary>
    public async Task<bool> IsSharedAsync(string snapshotId, CancellationToken cancellationToken)
    {
        if (_silent.TryGetValue(snapshotId, out var silence)) throw silence;
        try
        {
            var askedAt = time.GetTimestamp();
            var users = await _call.RunAsync(cancel => ec2.ListSharesAsync(snapshotId, cancel), cancellationToken);
            if (users.Any(user => user != account)) return true;
            Clear(snapshotId, askedAt);
            return false;
        }
        catch (AwsCallException exception) when (exception.Error.Class is ErrorClass.AlreadyGone)
        {
            Clear(snapshotId, time.GetTimestamp());
            return false;
        }
        catch (AwsCallException exception)
        {
            // It may be about this one alone, and then it has to be known which.
            var named = exception.Error with { Message = $"{snapshotId}: {exception.Error.Message}" };
            throw new AwsCallException(named, exception) { Attempts = exception.Attempts };
        }
    }

    private void Clear(string snapshotId, long at)
    {
        lock (_gate) _clearedAt[snapshotId] = at;
    }

    private async Task<Answer> AskAsync(string snapshotId, CancellationToken part, CancellationToken cancellationToken)
    {
        try
        {
            return new Answer(snapshotId, await IsSharedAsync(snapshotId, cancellationToken), Silence: null);
        }
        catch (AwsCallException exception) when (exception.Error.Class is ErrorClass.Throttled)
        {
            return new Answer(snapshotId, IsShared: null, Silence: null);
        }
        catch (AwsCallException exception) when (exception.Error.Class is not ErrorClass.Systemic)
        {
            return new Answer(snapshotId, IsShared: null, exception);
        }
        catch (Exception exception) when (
            exception is DeadlineException || (exception is OperationCanceledException && part.IsCancellationRequested))
        {
            return new Answer(snapshotId, IsShared: null, Silence: null);
        }
    }

    /// <summary>The answer about a snapshot.</summary>
    /// <param name="Id">The snapshot's id.</param>
    /// <param name="IsShared">Whether it is shared; null without an answer.</param>
    /// <param name="Silence">The error where there will be no answer; else null.</param>
    private readonly record struct Answer(string Id, bool? IsShared, AwsCallException? Silence);
}
