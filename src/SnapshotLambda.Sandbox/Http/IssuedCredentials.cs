namespace SnapshotLambda.Sandbox.Http;

/// <summary>Credentials that the sandbox accepts.</summary>
/// <param name="AccessKeyId">The access key id, which names the owner.</param>
/// <param name="SecretAccessKey">The secret; any value works, since signatures are not checked.</param>
/// <param name="SessionToken">The session token; null for a user's credentials.</param>
/// <param name="Expiration">The time of expiry; null for never.</param>
internal sealed record IssuedCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken, DateTimeOffset? Expiration)
{
    private const string UserPrefix = "AKIASAND";

    /// <summary>The plain credentials of an account, which allow everything: <c>AKIASAND</c> and the account's id.</summary>
    public static IssuedCredentials OfUser(string accountId) => new(UserPrefix + accountId, "sandbox-secret", null, null);

    /// <summary>The account in an access key id; null if it is not the sandbox's.</summary>
    public static string? AccountOf(string accessKeyId) =>
        accessKeyId.StartsWith(UserPrefix, StringComparison.Ordinal) ? accessKeyId[UserPrefix.Length..] : null;
}
