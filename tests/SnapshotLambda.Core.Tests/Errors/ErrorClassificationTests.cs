using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Core.Tests.Errors;

public sealed class ErrorClassificationTests
{
    [Theory]
    [InlineData(
        "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: ec2:DeleteSnapshot on resource: x because no session policy allows the ec2:DeleteSnapshot action. Encoded authorization failure message: x",
        true)]
    [InlineData("… with an explicit deny in a session policy", true)]
    [InlineData("… because no identity-based policy allows the ec2:DeleteSnapshot action", false)]
    [InlineData("… with an explicit deny in an identity-based policy", false)]
    [InlineData("… with an explicit deny in a service control policy", false)]
    [InlineData("You are not authorized to perform this operation. Encoded authorization failure message: session-policy", false)]
    [InlineData("", false)]
    public void A_denial_by_the_session_s_policy_is_told_by_aws_words_for_it(string message, bool expected) =>
        Assert.Equal(expected, ErrorText.NamesSessionPolicy(message));

    [Theory]
    [InlineData("InvalidSnapshot.NotFound", 400, nameof(ErrorClass.AlreadyGone))]
    [InlineData("DryRunOperation", 412, nameof(ErrorClass.WouldSucceed))]
    [InlineData("RequestLimitExceeded", 503, nameof(ErrorClass.Throttled))]
    [InlineData("Throttling", 400, nameof(ErrorClass.Throttled))]
    [InlineData("ThrottlingException", 400, nameof(ErrorClass.Throttled))]
    [InlineData("ThrottledException", 400, nameof(ErrorClass.Throttled))]
    [InlineData("EC2ThrottledException", 503, nameof(ErrorClass.Throttled))]
    [InlineData("SlowDown", 503, nameof(ErrorClass.Throttled))]
    [InlineData("TooManyRequestsException", 429, nameof(ErrorClass.Throttled))]
    [InlineData("RequestThrottled", 400, nameof(ErrorClass.Throttled))]
    [InlineData("RequestThrottledException", 400, nameof(ErrorClass.Throttled))]
    [InlineData("BandwidthLimitExceeded", 503, nameof(ErrorClass.Throttled))]
    [InlineData("InternalError", 500, nameof(ErrorClass.Transient))]
    [InlineData("InternalFailure", 500, nameof(ErrorClass.Transient))]
    [InlineData("ServerInternal", 500, nameof(ErrorClass.Transient))]
    [InlineData("Unavailable", 503, nameof(ErrorClass.Transient))]
    [InlineData("ServiceUnavailable", 503, nameof(ErrorClass.Transient))]
    [InlineData("RequestTimeout", 400, nameof(ErrorClass.Transient))]
    [InlineData("RequestTimeoutException", 400, nameof(ErrorClass.Transient))]
    [InlineData("AuthFailure", 401, nameof(ErrorClass.Systemic))]
    [InlineData("OptInRequired", 401, nameof(ErrorClass.Systemic))]
    [InlineData("PendingVerification", 400, nameof(ErrorClass.Systemic))]
    [InlineData("Blocked", 403, nameof(ErrorClass.Systemic))]
    [InlineData("RequestExpired", 400, nameof(ErrorClass.Systemic))]
    [InlineData("RequestTimeTooSkewed", 403, nameof(ErrorClass.Systemic))]
    [InlineData("ExpiredToken", 403, nameof(ErrorClass.Systemic))]
    [InlineData("ExpiredTokenException", 400, nameof(ErrorClass.Systemic))]
    [InlineData("InvalidClientTokenId", 403, nameof(ErrorClass.Systemic))]
    [InlineData("UnrecognizedClientException", 403, nameof(ErrorClass.Systemic))]
    [InlineData("SignatureDoesNotMatch", 403, nameof(ErrorClass.Systemic))]
    [InlineData("InvalidSignatureException", 403, nameof(ErrorClass.Systemic))]
    [InlineData("IncompleteSignature", 403, nameof(ErrorClass.Systemic))]
    [InlineData("MissingAuthenticationToken", 403, nameof(ErrorClass.Systemic))]
    [InlineData("UnauthorizedOperation", 403, nameof(ErrorClass.Denied))]
    [InlineData("AccessDenied", 403, nameof(ErrorClass.Denied))]
    [InlineData("AccessDeniedException", 400, nameof(ErrorClass.Denied))]
    [InlineData("InvalidSnapshotID.Malformed", 400, nameof(ErrorClass.Permanent))]
    [InlineData("InvalidParameterValue", 400, nameof(ErrorClass.Permanent))]
    [InlineData("OperationNotPermitted", 400, nameof(ErrorClass.Permanent))]
    [InlineData("IncorrectState", 400, nameof(ErrorClass.Permanent))]
    [InlineData("SnapshotLimitExceeded", 400, nameof(ErrorClass.Permanent))]
    [InlineData("SomethingNew", 400, nameof(ErrorClass.Permanent))]
    public void A_code_has_its_meaning(string code, int status, string expected) =>
        Assert.Equal(expected, ErrorClassification.Of(code, status, "Some text.").ToString());

    [Theory]
    [InlineData("Client.RequestLimitExceeded", 400, nameof(ErrorClass.Throttled))]
    [InlineData("Client.UnauthorizedOperation", 403, nameof(ErrorClass.Denied))]
    [InlineData("Client.InvalidSnapshot.NotFound", 400, nameof(ErrorClass.AlreadyGone))]
    [InlineData("Client.InvalidSnapshot.InUse", 400, nameof(ErrorClass.UsedByImage))]
    [InlineData("Client.ThrottlingException", 400, nameof(ErrorClass.Throttled))]
    [InlineData("Server.InternalError", 500, nameof(ErrorClass.Transient))]
    [InlineData("Server.RequestLimitExceeded", 503, nameof(ErrorClass.Throttled))]
    public void A_prefix_of_client_or_server_changes_nothing(string code, int status, string expected) =>
        Assert.Equal(expected, ErrorClassification.Of(code, status, "").ToString());

    [Theory]
    [InlineData("RequestLimitExceeded", 503, nameof(ErrorClass.Throttled))]
    [InlineData("AuthFailure", 500, nameof(ErrorClass.Systemic))]
    [InlineData("InvalidSnapshot.NotFound", 503, nameof(ErrorClass.AlreadyGone))]
    [InlineData("UnauthorizedOperation", 502, nameof(ErrorClass.Denied))]
    [InlineData("InternalError", 400, nameof(ErrorClass.Transient))]
    public void A_known_code_wins_over_the_status(string code, int status, string expected) =>
        Assert.Equal(expected, ErrorClassification.Of(code, status, "").ToString());

    [Theory]
    [InlineData("UnauthorizedOperation", "You are not authorized: an explicit deny in policy/snapshot-lock", nameof(ErrorClass.Denied))]
    [InlineData("Blocked", "Your account is in lock state.", nameof(ErrorClass.Systemic))]
    [InlineData("InvalidSnapshot.NotFound", "No lock.", nameof(ErrorClass.AlreadyGone))]
    public void A_known_code_wins_over_the_text(string code, string text, string expected) =>
        Assert.Equal(expected, ErrorClassification.Of(code, 403, text).ToString());

    [Theory]
    [InlineData(500, nameof(ErrorClass.Transient))]
    [InlineData(502, nameof(ErrorClass.Transient))]
    [InlineData(503, nameof(ErrorClass.Transient))]
    [InlineData(504, nameof(ErrorClass.Transient))]
    [InlineData(501, nameof(ErrorClass.Permanent))]
    [InlineData(429, nameof(ErrorClass.Throttled))]
    [InlineData(401, nameof(ErrorClass.Denied))]
    [InlineData(403, nameof(ErrorClass.Denied))]
    [InlineData(407, nameof(ErrorClass.Denied))]
    [InlineData(302, nameof(ErrorClass.Permanent))]
    [InlineData(0, nameof(ErrorClass.Permanent))]
    public void Without_a_code_the_status_decides(int status, string expected)
    {
        Assert.Equal(expected, ErrorClassification.Of("", status, "<html>").ToString());
        Assert.Equal(expected, ErrorClassification.Of(null, status, null).ToString());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void An_unknown_code_with_a_servers_status_is_transient(int status) =>
        Assert.Equal(ErrorClass.Transient, ErrorClassification.Of("SomethingNew", status, "Try the lock later."));

    [Theory]
    [InlineData("The snapshot snap-2ab3ad68b928c62ec is currently in use by ami-9acc3dac0a4b2cecf", nameof(ErrorClass.UsedByImage))]
    [InlineData("The snapshot snap-1 is currently in use by fast snapshot restore", nameof(ErrorClass.FastRestoreEnabled))]
    [InlineData("Snapshot snap-1 is enabled for fast snapshot restores in us-east-1a", nameof(ErrorClass.FastRestoreEnabled))]
    [InlineData("Fast restore is enabled for this snapshot.", nameof(ErrorClass.FastRestoreEnabled))]
    [InlineData("FastSnapshotRestore is enabled.", nameof(ErrorClass.FastRestoreEnabled))]
    [InlineData("The snapshot snap-1 is locked.", nameof(ErrorClass.Locked))]
    [InlineData("The snapshot is in use.", nameof(ErrorClass.UsedByImage))]
    [InlineData("", nameof(ErrorClass.UsedByImage))]
    public void The_text_tells_who_uses_a_snapshot_in_use(string text, string expected) =>
        Assert.Equal(expected, ErrorClassification.Of("InvalidSnapshot.InUse", 400, text).ToString());

    [Fact]
    public void A_snapshot_of_aws_backup_is_known_by_code_and_text()
    {
        const string text = "This snapshot is managed by the AWS Backup service and cannot be deleted via EC2 APIs. "
            + "If you wish to delete this snapshot, please do so via the Backup console.";

        Assert.Equal(ErrorClass.ManagedByBackup, ErrorClassification.Of("InvalidParameterValue", 400, text));
        Assert.Equal(ErrorClass.Permanent, ErrorClassification.Of("InvalidParameterCombination", 400, text));
        Assert.Equal(ErrorClass.Permanent, ErrorClassification.Of("InvalidParameterValue", 400, "Invalid id: backup"));
    }

    [Theory]
    [InlineData("OperationNotPermitted", 400, "The snapshot snap-1 is locked.")]
    [InlineData("IncorrectState", 409, "Snapshot Lock is in compliance mode.")]
    [InlineData("UnsupportedOperation", 403, "SNAPSHOT HAS LOCKS")]
    [InlineData("InvalidParameterValue", 400, "snapshot_lock: governance")]
    [InlineData("SomethingNew", 499, "(lock)")]
    public void A_refusal_that_names_a_lock_means_locked(string code, int status, string text) =>
        Assert.Equal(ErrorClass.Locked, ErrorClassification.Of(code, status, text));

    [Theory]
    [InlineData("OperationNotPermitted", 400, "The operation is blocked.")]
    [InlineData("OperationNotPermitted", 400, "Block public access is on.")]
    [InlineData("OperationNotPermitted", 400, "The snapshot must be unlocked first; see clock and locker.")]
    [InlineData("", 400, "<html>Your account is locked</html>")]
    public void A_lock_is_not_read_into_other_words_nor_into_a_proxys_page(string code, int status, string text) =>
        Assert.Equal(ErrorClass.Permanent, ErrorClassification.Of(code, status, text));
}
