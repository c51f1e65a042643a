namespace SnapshotLambda.Core.Errors;

/// <summary>What stands as <see cref="AwsError.Code"/> where AWS itself named no error.</summary>
internal static class FaultCode
{
    /// <summary>No credentials were found, or they could not be refreshed. Nothing was sent.</summary>
    public const string NoCredentials = "NoCredentials";

    /// <summary>The SDK would not send the request: its region, endpoint or settings are wrong. Nothing was sent.</summary>
    public const string ClientFault = "ClientFault";

    /// <summary>No connection came about: name, route, port or TLS. Nothing was sent.</summary>
    public const string ConnectionFailed = "ConnectionFailed";

    /// <summary>The connection broke before the whole reply was there. The request may have had its effect.</summary>
    public const string ConnectionLost = "ConnectionLost";

    /// <summary>No whole reply in time. The request may have had its effect.</summary>
    public const string Timeout = "Timeout";

    /// <summary>What came back is no reply of AWS to this request. The request may have had its effect.</summary>
    public const string UnreadableReply = "UnreadableReply";

    /// <summary>A listing that would not end.</summary>
    public const string EndlessListing = "EndlessListing";

    /// <summary>
    /// A request with <c>DryRun</c> was answered as done: this endpoint must not be trusted with any other. Where the call itself was
    /// never sent (<see cref="AwsError.IsUnsent"/>), it showed in one that could do no harm.
    /// </summary>
    public const string DryRunIgnored = "DryRunIgnored";

    /// <summary>This process has no memory left. A request may have had its effect.</summary>
    public const string OutOfMemory = "OutOfMemory";

    /// <summary>None of these; the message names it.</summary>
    public const string Unexpected = "Unexpected";
}
