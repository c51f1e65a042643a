using System.Collections.Frozen;

namespace SnapshotLambda.Core.Errors;

/// <summary>
/// Says what an error of EC2 or STS means. EC2 models no errors, so codes and, where one code means several things,
/// texts are all there is: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
/// </summary>
internal static class ErrorClassification
{
    /// <summary>
    /// Classifies an error reply. A code that is known decides; then the text; then the HTTP status.
    /// </summary>
    /// <param name="code">AWS's error code, with or without <c>Client.</c> or <c>Server.</c>; empty where the reply had none.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="message">AWS's text.</param>
    public static ErrorClass Of(string? code, int statusCode, string? message)
    {
        var bare = Bare(code ?? "");
        var text = message ?? "";
        if (bare == "InvalidSnapshot.InUse") return ErrorText.InUseClass(text);
        if (ByCode.TryGetValue(bare, out var known)) return known;
        if (bare.StartsWith("Throttling", StringComparison.Ordinal)) return ErrorClass.Throttled;
        if (bare == "InvalidParameterValue" && ErrorText.NamesBackup(text)) return ErrorClass.ManagedByBackup;

        // Without a code it is not EC2 that speaks: a proxy's page may name any lock.
        if (bare.Length > 0 && statusCode is >= 400 and < 500 && ErrorText.NamesLock(text)) return ErrorClass.Locked;
        return ByStatus(bare, statusCode);
    }

    private static ErrorClass ByStatus(string code, int statusCode) => statusCode switch
    {
        500 or 502 or 503 or 504 => ErrorClass.Transient,
        429 when code.Length == 0 => ErrorClass.Throttled,

        // Something in between, such as a proxy, lets no call through.
        401 or 403 or 407 when code.Length == 0 => ErrorClass.Denied,
        _ => ErrorClass.Permanent,
    };

    // AWS's prose and some clients write Client.RequestLimitExceeded where the wire says RequestLimitExceeded.
    private static string Bare(string code) =>
        code.StartsWith("Client.", StringComparison.Ordinal) || code.StartsWith("Server.", StringComparison.Ordinal) ? code[7..] : code;

    private static readonly FrozenDictionary<string, ErrorClass> ByCode = Table(
        (ErrorClass.AlreadyGone, ["InvalidSnapshot.NotFound"]),

        // EC2 answers a permitted DryRun with an error, HTTP 412.
        (ErrorClass.WouldSucceed, ["DryRunOperation"]),

        // EC2 sends these with 503, STS with 400: the code decides, else a throttle would count as a fault.
        (ErrorClass.Throttled,
        [
            "RequestLimitExceeded", "EC2ThrottledException", "SlowDown", "TooManyRequestsException", "ThrottledException",
            "RequestThrottled", "RequestThrottledException", "BandwidthLimitExceeded",
        ]),
        (ErrorClass.Transient,
        [
            "InternalError", "InternalFailure", "ServerInternal", "Unavailable", "ServiceUnavailable", "RequestTimeout", "RequestTimeoutException",
        ]),

        // EC2 says RequestExpired both for a wrong clock and for expired session credentials.
        (ErrorClass.Systemic,
        [
            "AuthFailure", "OptInRequired", "PendingVerification", "Blocked",
            "RequestExpired", "RequestTimeTooSkewed", "ExpiredToken", "ExpiredTokenException",
            "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "InvalidSignatureException",
            "IncompleteSignature", "MissingAuthenticationToken",
        ]),

        // EC2's own, then STS's: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
        (ErrorClass.Denied, ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException"]));

    private static FrozenDictionary<string, ErrorClass> Table(params (ErrorClass Class, string[] Codes)[] rows) =>
        rows.SelectMany(row => row.Codes, (row, code) => KeyValuePair.Create(code, row.Class)).ToFrozenDictionary(StringComparer.Ordinal);
}
