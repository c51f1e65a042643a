using SnapshotLambda.Aws;
using SnapshotLambda.Core;

namespace SnapshotLambda.Runs;

/// <summary>
/// Asks EC2 whether anyone else may make volumes of a snapshot, which it tells of one snapshot at a time. It has a pace of its
/// own, which leaves others room in EC2's bucket of 100 requests and 20 a second, as deletions do in theirs:
/// https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
internal sealed class SharingCheck(IEc2Guards ec2, string account, Deadline deadline, TimeProvider time, Random random)
{
    /// <summary>Candidates asked about before the plan stands, at most: at 16 a second these take two of Lambda's fifteen minutes.</summary>
    public const int MostPlanned = 2_000;

    private const int AtOnce = 80;
    private const double PerSecond = 16;
    private const int CallsInFlight = 16;
    private const int MostSilentInARow = 16;

    private readonly TokenBucket _pace = new(AtOnce, PerSecond, time);
    private readonly Retry _retry = new(time, random);
    private readonly HashSet<string> _cleared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AwsCallException> _silent = new(StringComparer.Ordinal);

    /// <summary>Whether the plan's check found this snapshot to be nobody else's.</summary>
    public bool HasCleared(Snapshot snapshot) => _cleared.Contains(snapshot.Id);

    /// <summary>
    /// Asks about candidates in their order until so many are cleared, or <see cref="MostPlanned"/> were asked about. Those that
    /// are shared take nobody's turn. Each is asked about once. One that EC2 does not tell of, while it tells of others, is not
    /// cleared: it fails alone when it would be deleted, so that it holds nobody up every night.
    /// </summary>
    /// <returns>Why shared ones are kept, by their ids.</returns>
    public async Task<IReadOnlyDictionary<string, Reason>> AskAsync(IReadOnlyList<Snapshot> candidates, int wanted, CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var shared = new Dictionary<string, Reason>(StringComparer.Ordinal);
        var inFlight = new List<Task<(string Id, bool IsShared, AwsCallException? Silence)>>();
        AwsCallException? firstSilence = null;
        var silentInARow = 0;
        try
        {
            for (var next = 0; ;)
            {
                while (next < Math.Min(candidates.Count, MostPlanned) && inFlight.Count < CallsInFlight && _cleared.Count + inFlight.Count < wanted)
                    inFlight.Add(AskAsync(candidates[next++].Id, others.Token));
                if (inFlight.Count == 0) return firstSilence is null || shared.Count + _cleared.Count > 0 ? shared : throw firstSilence;
                var answered = await Task.WhenAny(inFlight);
                inFlight.Remove(answered);
                var (id, isShared, silence) = await answered;
                firstSilence ??= silence;
                silentInARow = silence is null ? 0 : silentInARow + 1;
                if (silentInARow == MostSilentInARow) throw firstSilence!;
                if (silence is not null) _silent.Add(id, silence);
                else if (isShared) shared.Add(id, Reason.SharedWithOthers);
                else _cleared.Add(id);
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
    /// Whether anyone but its owner may make volumes of it. One that is gone is shared with nobody. Throws
    /// <see cref="AwsCallException"/> where EC2 does not tell, or did not when the plan asked, and <see cref="LateException"/> where
    /// there is no time to ask.
    /// </summary>
    public async Task<bool> IsSharedAsync(string snapshotId, CancellationToken cancellationToken)
    {
        if (_silent.TryGetValue(snapshotId, out var silence)) throw new AwsCallException(silence.Error, silence);
        try
        {
            var users = await _retry.RunAsync(cancel => InTurnAsync(snapshotId, cancel), cancellationToken);
            return users.Any(user => user != account);
        }
        catch (AwsCallException exception) when (exception.Error.Class is ErrorClass.AlreadyGone)
        {
            return false;
        }
        catch (AwsCallException exception)
        {
            // It may be about this one alone, and then it has to be known which.
            throw new AwsCallException(exception.Error with { Message = $"{snapshotId}: {exception.Error.Message}" }, exception);
        }
    }

    private async Task<(string Id, bool IsShared, AwsCallException? Silence)> AskAsync(string snapshotId, CancellationToken cancellationToken)
    {
        try
        {
            return (snapshotId, await IsSharedAsync(snapshotId, cancellationToken), null);
        }
        catch (AwsCallException exception) when (exception.Error.Class is not (ErrorClass.Systemic or ErrorClass.Throttled))
        {
            return (snapshotId, false, exception);
        }
    }

    private async Task<IReadOnlyList<string>> InTurnAsync(string snapshotId, CancellationToken cancellationToken) =>
        !deadline.IsReached && await _pace.TakeAsync(deadline.Left) ? await ec2.ListSharesAsync(snapshotId, cancellationToken) : throw new LateException();
}
