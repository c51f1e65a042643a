namespace SnapshotLambda.Core.Errors;

/// <summary>The values of <see cref="AwsError.Code"/> where AWS itself named no error.</summary>
internal static class FaultCode
{
    /// <summary>No credentials were found, or they could not be refreshed. Nothing was sent.</summary>
    public const string NoCredentials = "NoCredentials";

    /// <summary>The SDK would not send the request: its region, endpoint or settings are wrong. Nothing was sent.</summary>
    public const string ClientFault = "ClientFault";

    /// <summary>No connection was made: name, route, port or TLS. Nothing was sent.</summary>
    public const string ConnectionFailed = "ConnectionFailed";

    /// <summary>The connection broke before the whole reply had arrived. The request may have taken effect.</summary>
    public const string ConnectionLost = "ConnectionLost";

    /// <summary>No whole reply arrived in time. The request may have taken effect.</summary>
    public const string Timeout = "Timeout";

    /// <summary>The reply is not AWS's answer to this request. The request may have taken effect.</summary>
    public const string UnreadableReply = "UnreadableReply";

    /// <summary>A listing did not end.</summary>
    public const string EndlessListing = "EndlessListing";

    /// <summary>
    /// A request with <c>DryRun</c> was answered as carried out: no other request may be sent to this endpoint. If the call itself was
    /// never sent (<see cref="AwsError.IsUnsent"/>), a harmless request showed it.
    /// </summary>
    public const string DryRunIgnored = "DryRunIgnored";

    /// <summary>This process has no memory left. A request may have taken effect.</summary>
    public const string OutOfMemory = "OutOfMemory";

    /// <summary>None of the others; the message names the fault.</summary>
    public const string Unexpected = "Unexpected";
}
