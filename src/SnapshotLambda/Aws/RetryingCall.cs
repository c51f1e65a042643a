using SnapshotLambda.Core.Errors;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>
/// Makes calls of one kind and retries them as <see cref="Backoff"/> says: each attempt at its turn, and none after the deadline. The SDK's
/// own retries are off: they would multiply with these, and use a quota that all accounts of the process share.
/// </summary>
/// <param name="pace">The rate of this kind of call; null for no limit.</param>
/// <param name="deadline">The deadline, after which no call begins.</param>
/// <param name="random">Randomizes the pauses.</param>
/// <param name="throttled">Receives each throttle: true if it lowered the rate, and the new rate per second.</param>
internal sealed class RetryingCall(
    AdaptiveRateLimiter? pace, Deadline deadline, TimeProvider time, Random random, Action<bool, double>? throttled = null)
{
    /// <summary>Makes the call, with retries, and returns its result.</summary>
    /// <param name="call">The call; it may be made several times.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <param name="turn">The first attempt's turn, if it was taken before.</param>
    /// <exception cref="AwsCallException">The error of the last attempt.</exception>
    /// <exception cref="DeadlineException">The deadline came first.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; an <see cref="UnansweredException"/> if it waited for a reply.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, Turn? turn = null)
    {
        AwsCallException? last = null;
        for (var attempt = 1; ; attempt++)
        {
            if (deadline.IsReached) throw Late(last);
            if (pace is not null) turn ??= await pace.TakeAsync(deadline.Left) ?? throw Late(last);
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var answer = await call(cancellationToken);
                if (turn is { } granted) pace?.Granted(granted);
                return answer;
            }
            catch (AwsCallException exception)
            {
                last = new AwsCallException(exception.Error, exception) { Attempts = attempt };
                Learn(turn, exception.Error);
                if (!Backoff.HelpsAfter(attempt, exception.Error.Class)) throw last;
            }
            catch (UnansweredException exception) when (last is not null)
            {
                throw exception.After(last.Error);
            }

            turn = null;
            await PauseAsync(attempt, last, cancellationToken);
        }
    }

    /// <summary>Makes the call, with retries, and returns its outcome in every case.</summary>
    public async Task<CallOutcome> TryAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken, Turn? turn = null)
    {
        var sent = 0;
        AwsError? last = null;
        try
        {
            await RunAsync(
                async cancel =>
                {
                    sent++;
                    try
                    {
                        await call(cancel);
                        return true;
                    }
                    catch (AwsCallException exception)
                    {
                        last = exception.Error;
                        throw;
                    }
                },
                cancellationToken,
                turn);
            return new CallOutcome(Error: null, sent);
        }
        catch (AwsCallException exception)
        {
            return new CallOutcome(exception.Error, sent);
        }
        catch (DeadlineException)
        {
            return new CallOutcome(last, sent, IsLate: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new CallOutcome(last, sent, IsLate: true);
        }
    }

    private void Learn(Turn? turn, AwsError error)
    {
        if (turn is not { } taken || pace is null || error.Class is ErrorClass.Transient) return;
        if (error.Class is ErrorClass.Throttled) throttled?.Invoke(pace.Throttled(taken), pace.RatePerSecond);
        else pace.Granted(taken);
    }

    private async Task PauseAsync(int attempt, AwsCallException last, CancellationToken cancellationToken)
    {
        var delay = Backoff.Delay(attempt, random);
        if (delay > deadline.Left) throw Late(last);
        try
        {
            await Task.Delay(delay, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new UnansweredException($"before it could be made again: {last.Message}", last, cancellationToken);
        }
    }

    private static DeadlineException Late(AwsCallException? last) => new(last?.Message);
}
