namespace SnapshotLambda.Sandbox.Http;

/// <summary>Credentials that the sandbox takes.</summary>
/// <param name="AccessKeyId">The key's id; it says whose credentials they are.</param>
/// <param name="SecretAccessKey">The secret; any would do, for signatures are not checked.</param>
/// <param name="SessionToken">The session's token; null for those of a user.</param>
/// <param name="Expiration">When they expire; null: never.</param>
internal sealed record IssuedCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken, DateTimeOffset? Expiration)
{
    private const string UserPrefix = "AKIASAND";

    /// <summary>The plain credentials of an account, which are allowed everything: <c>AKIASAND</c> and the account's id.</summary>
    public static IssuedCredentials OfUser(string accountId) => new(UserPrefix + accountId, "sandbox-secret", null, null);

    /// <summary>The account that an access key names; null where it is none of the sandbox's.</summary>
    public static string? AccountOf(string accessKeyId) =>
        accessKeyId.StartsWith(UserPrefix, StringComparison.Ordinal) ? accessKeyId[UserPrefix.Length..] : null;
}
