using Amazon.Runtime;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>
/// One attempt of one call, at its turn. Every fault, also in reading the reply, becomes an <see cref="AwsCallException"/>; only the
/// caller's own cancellation stays an <see cref="OperationCanceledException"/>. A call past the deadline is a <see
/// cref="DeadlineException"/>.
/// </summary>
/// <param name="gate">Limits the calls in flight.</param>
/// <param name="deadline">The deadline, after which no call begins.</param>
internal sealed class AwsCall(TimeProvider time, CallGate gate, Deadline deadline)
{
    /// <summary>
    /// Waits for the turn, sends the call, waits for the whole reply until patience ends, checks that it is AWS's, and reads it. Patience
    /// begins after the turn, and the deadline is checked after it.
    /// </summary>
    public async Task<T> MakeAsync<TReply, T>(
        Func<CancellationToken, Task<TReply>> send, Func<TReply, T> read, TimeSpan patience, CancellationToken cancellationToken)
        where TReply : AmazonWebServiceResponse
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var turn = await gate.EnterAsync(cancellationToken);
        if (deadline.IsReached) throw new DeadlineException();
        var sentAt = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return read(Readable(await send(either.Token)));
        }
        catch (Exception e) when (!IsAnswer(e) && cancellationToken.IsCancellationRequested)
        {
            var elapsed = time.GetElapsedTime(sentAt).TotalSeconds;
            throw new UnansweredException(
                FormattableString.Invariant($"{ActionOf<TReply>()} had no reply after {elapsed:0} seconds"), e, cancellationToken);
        }
        catch (Exception e) when (!IsAnswer(e) && (e is OperationCanceledException || timeout.IsCancellationRequested))
        {
            var message = $"{ActionOf<TReply>()} had no whole reply within {patience.TotalSeconds:0} seconds.";
            throw new AwsCallException(new AwsError(ErrorClass.Transient, FaultCode.Timeout, message, null, 0), e);
        }
        catch (Exception e) when (e is not AwsCallException)
        {
            throw new AwsCallException(AwsErrorMapper.Of(e), e);
        }
    }

    // The SDK reads any well-formed document as an empty success. Every reply of EC2 and STS has a request id.
    private static TReply Readable<TReply>(TReply reply)
        where TReply : AmazonWebServiceResponse =>
        string.IsNullOrWhiteSpace(reply.ResponseMetadata?.RequestId)
            ? throw AwsErrorMapper.Unreadable("The reply has no request id, so it is not AWS's.", reply)
            : reply;

    // Each reply is named for its action, as in DescribeSnapshotsResponse.
    private static string ActionOf<TReply>()
    {
        var name = typeof(TReply).Name;
        foreach (var end in (string[])["Response", "Reply"])
            if (name.EndsWith(end, StringComparison.Ordinal)) return name[..^end.Length];
        return name;
    }

    // AWS's answer counts, even if the wait for it had ended.
    private static bool IsAnswer(Exception e) => e is AwsCallException or AmazonServiceException { ErrorCode.Length: > 0 };
}
