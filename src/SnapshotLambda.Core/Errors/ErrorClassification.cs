using System.Collections.Frozen;

namespace SnapshotLambda.Core.Errors;

/// <summary>
/// Classifies errors of EC2 and STS. EC2 models no errors, so the codes decide, and the texts where one code has several meanings:
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
/// </summary>
internal static class ErrorClassification
{
    /// <summary>Classifies an error reply: by its code if that is known, then by its text, then by its HTTP status.</summary>
    /// <param name="code">AWS's error code, with or without <c>Client.</c> or <c>Server.</c>; empty where the reply had none.</param>
    /// <param name="message">AWS's message.</param>
    public static ErrorClass Of(string? code, int statusCode, string? message)
    {
        var bare = Bare(code ?? "");
        var text = message ?? "";
        if (bare == "InvalidSnapshot.InUse") return ErrorText.InUseClass(text);
        if (ByCode.TryGetValue(bare, out var known)) return known;
        if (bare.StartsWith("Throttling", StringComparison.Ordinal)) return ErrorClass.Throttled;
        if (bare == "InvalidParameterValue" && ErrorText.NamesBackup(text)) return ErrorClass.ManagedByBackup;

        // A reply without a code is not EC2's: a proxy's page may name any lock.
        if (bare.Length > 0 && statusCode is >= 400 and < 500 && ErrorText.NamesLock(text)) return ErrorClass.Locked;
        return ByStatus(bare, statusCode);
    }

    private static ErrorClass ByStatus(string code, int statusCode) => statusCode switch
    {
        500 or 502 or 503 or 504 => ErrorClass.Transient,
        429 when code.Length == 0 => ErrorClass.Throttled,

        // A proxy on the way lets no call through.
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

        // EC2 sends these with 503, STS with 400. The code decides: by the status a throttle would count as a fault.
        (ErrorClass.Throttled,
        [
            "RequestLimitExceeded", "EC2ThrottledException", "SlowDown", "TooManyRequestsException", "ThrottledException",
            "RequestThrottled", "RequestThrottledException", "BandwidthLimitExceeded",
        ]),
        (ErrorClass.Transient,
        [
            "InternalError", "InternalFailure", "ServerInternal", "Unavailable", "ServiceUnavailable",
            "RequestTimeout", "RequestTimeoutException",
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
