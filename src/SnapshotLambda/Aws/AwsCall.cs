using Amazon.Runtime;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>
/// One attempt of one call, at its turn. Whatever goes wrong, the reply's reading included, becomes an <see cref="AwsCallException"/>; only
/// the caller's own cancellation stays an <see cref="OperationCanceledException"/>, and what the deadline leaves no time for is a
/// <see cref="DeadlineException"/>.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="gate">Bounds the calls in flight.</param>
/// <param name="deadline">When no call may begin any more.</param>
internal sealed class AwsCall(TimeProvider time, CallGate gate, Deadline deadline)
{
    /// <summary>
    /// Waits for the turn, sends, waits for the whole reply at most as long as patience lasts, checks that it is AWS's, and reads it. Who
    /// waits for a turn has sent nothing: patience begins after it, and the deadline is looked at after it.
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
            throw new UnansweredException(
                FormattableString.Invariant($"{ActionOf<TReply>()} had no reply after {time.GetElapsedTime(sentAt).TotalSeconds:0} seconds"), e, cancellationToken);
        }
        catch (Exception e) when (!IsAnswer(e) && (e is OperationCanceledException || timeout.IsCancellationRequested))
        {
            throw new AwsCallException(
                new AwsError(ErrorClass.Transient, FaultCode.Timeout, $"{ActionOf<TReply>()} had no whole reply within {patience.TotalSeconds:0} seconds.", null, 0), e);
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

    // AWS's answer is worth more than the news that we stopped waiting for it.
    private static bool IsAnswer(Exception e) => e is AwsCallException or AmazonServiceException { ErrorCode.Length: > 0 };
}
