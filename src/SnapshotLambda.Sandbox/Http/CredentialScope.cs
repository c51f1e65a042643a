using System.Text.RegularExpressions;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>
/// The scope of a signature (version 4): https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html The
/// signature itself is not checked.
/// </summary>
internal sealed partial record CredentialScope(string AccessKeyId, string Region, string Service)
{
    /// <summary>Reads an Authorization header; null if it has no scope.</summary>
    public static CredentialScope? Read(string authorization) => Scopes().Match(authorization) is { Success: true } match
        ? new(match.Groups["key"].Value, match.Groups["region"].Value, match.Groups["service"].Value)
        : null;

    [GeneratedRegex(
        "^AWS4-HMAC-SHA256 .*Credential=(?<key>[^/ ,]+)/[0-9]{8}/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request",
        RegexOptions.CultureInvariant)]
    private static partial Regex Scopes();
}
