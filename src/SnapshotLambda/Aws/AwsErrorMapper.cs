using System.Xml;
using Amazon.Runtime;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <summary>Maps the SDK's exceptions to <see cref="AwsError"/>s. They have no common base type.</summary>
internal static class AwsErrorMapper
{
    /// <summary>The error of an exception.</summary>
    public static AwsError Of(Exception exception) => exception switch
    {
        AmazonUnmarshallingException e => Unanswered(FaultCode.UnreadableReply, e, (int)e.StatusCode),
        AmazonServiceException { ErrorCode: null or "" } e => Unnamed(e),
        AmazonServiceException e => Named(e),
        AmazonClientException e => Unsent(e),
        HttpRequestException e => Unanswered(Code(e.HttpRequestError), e),
        IOException => Unanswered(FaultCode.ConnectionLost, exception),
        XmlException or FormatException or OverflowException or InvalidDataException => Unanswered(FaultCode.UnreadableReply, exception),
        OutOfMemoryException => OutOfMemory,
        _ => new AwsError(
            ErrorClass.Permanent, FaultCode.Unexpected, ErrorMessage.Of($"{exception.GetType().Name}: {exception.Message}"), null, 0),
    };

    /// <summary>The error of a process without memory, which every further call would meet too.</summary>
    public static AwsError OutOfMemory { get; } =
        new(
            ErrorClass.Systemic,
            FaultCode.OutOfMemory,
            "The function has no memory left. Give it more (MemorySize), or clean fewer regions at once.",
            null,
            0);

    /// <summary>The exception for a reply that cannot be AWS's answer to the call.</summary>
    public static AwsCallException Unreadable(string message, AmazonWebServiceResponse reply) =>
        new(new AwsError(
            ErrorClass.Transient, FaultCode.UnreadableReply, message, Id(reply.ResponseMetadata?.RequestId), (int)reply.HttpStatusCode));

    private static AwsError Named(AmazonServiceException e) =>
        new(
            ErrorClassification.Of(e.ErrorCode, (int)e.StatusCode, e.Message),
            e.ErrorCode,
            ErrorMessage.Of(e.Message),
            Id(e.RequestId),
            (int)e.StatusCode)
        {
            NamesSessionPolicy = ErrorText.NamesSessionPolicy(e.Message),
        };

    // A proxy's or a load balancer's page, of which only the status is useful.
    private static AwsError Unnamed(AmazonServiceException e) =>
        new(
            ErrorClassification.Of("", (int)e.StatusCode, e.Message),
            FaultCode.UnreadableReply,
            ErrorMessage.Of($"HTTP {(int)e.StatusCode} without an error code. {e.Message}"),
            Id(e.RequestId),
            (int)e.StatusCode);

    private static AwsError Unsent(AmazonClientException e) =>
        e.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase)
            ? NoCredentials(e)
            : new AwsError(ErrorClass.Systemic, FaultCode.ClientFault, ErrorMessage.Of(e.Message), null, 0);

    /// <summary>The error of missing credentials, with the next step.</summary>
    public static AwsError NoCredentials(Exception e) =>
        new(
            ErrorClass.Systemic,
            FaultCode.NoCredentials,
            "No AWS credentials. In Lambda the function's execution role supplies them; elsewhere set AWS_ACCESS_KEY_ID and "
                + $"AWS_SECRET_ACCESS_KEY, or AWS_PROFILE. ({ErrorMessage.Of(e.Message, 120)})",
            null,
            0);

    private static AwsError Unanswered(string code, Exception e, int statusCode = 0) =>
        new(
            ErrorClass.Transient,
            code,
            ErrorMessage.Of(e.InnerException is null ? e.Message : $"{e.Message} {e.GetBaseException().Message}"),
            null,
            statusCode);

    // This decides if the request may have taken effect.
    private static string Code(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError => FaultCode.ConnectionFailed,
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => FaultCode.UnreadableReply,
        _ => FaultCode.ConnectionLost,
    };

    private static string? Id(string? requestId) => string.IsNullOrWhiteSpace(requestId) ? null : requestId;
}
