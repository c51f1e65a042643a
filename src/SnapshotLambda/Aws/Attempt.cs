using Amazon.Runtime;
using SnapshotLambda.Core;

namespace SnapshotLambda.Aws;

/// <summary>
/// One attempt of one call. Whatever goes wrong, the reply's reading included, becomes an <see cref="AwsCallException"/>; only the
/// caller's own cancellation stays an <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class Attempt(TimeProvider time)
{
    /// <summary>Sends, waits for the whole reply at most as long as patience lasts, checks that it is AWS's, and reads it.</summary>
    public async Task<T> MakeAsync<TReply, T>(
        Func<CancellationToken, Task<TReply>> send, Func<TReply, T> read, TimeSpan patience, CancellationToken cancellationToken)
        where TReply : AmazonWebServiceResponse
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return read(Readable(await send(either.Token)));
        }
        catch (Exception e) when (!IsAnswer(e) && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("Cancelled while a call to AWS was under way.", e, cancellationToken);
        }
        catch (Exception e) when (!IsAnswer(e) && (e is OperationCanceledException || timeout.IsCancellationRequested))
        {
            throw new AwsCallException(
                new AwsError(ErrorClass.Transient, FaultCode.Timeout, $"No whole reply within {patience.TotalSeconds:0} seconds.", null, 0), e);
        }
        catch (Exception e) when (e is not AwsCallException)
        {
            throw new AwsCallException(Fault.Of(e), e);
        }
    }

    // The SDK reads any well-formed document as an empty success. Every reply of EC2 and STS has a request id.
    private static TReply Readable<TReply>(TReply reply)
        where TReply : AmazonWebServiceResponse =>
        string.IsNullOrWhiteSpace(reply.ResponseMetadata?.RequestId)
            ? throw Fault.Unreadable("The reply has no request id, so it is not AWS's.", reply)
            : reply;

    // AWS's answer is worth more than the news that we stopped waiting for it.
    private static bool IsAnswer(Exception e) => e is AwsCallException or AmazonServiceException { ErrorCode.Length: > 0 };
}
