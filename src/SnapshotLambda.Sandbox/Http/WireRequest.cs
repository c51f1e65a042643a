using System.Net;
using Microsoft.AspNetCore.Http;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A request as it came: its form (or query string), and what its headers say of the caller.</summary>
/// <param name="Fields">The form's fields; the action among them.</param>
/// <param name="Scope">The credential scope, or null where there is none that can be read.</param>
/// <param name="IsSigned">Whether there is an Authorization header at all.</param>
/// <param name="SessionToken">The session token, or null.</param>
internal sealed record WireRequest(IReadOnlyDictionary<string, string> Fields, CredentialScope? Scope, bool IsSigned, string? SessionToken)
{
    /// <summary>Reads it whole. A field that is there twice counts with its last value, and that is an error only EC2 could find.</summary>
    public static async Task<WireRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(fields, request.QueryString.Value is { Length: > 1 } query ? query[1..] : "");
        using var reader = new StreamReader(request.Body);
        Add(fields, await reader.ReadToEndAsync(cancellationToken));
        string authorization = request.Headers.Authorization.ToString();
        string token = request.Headers["X-Amz-Security-Token"].ToString();
        return new(fields, CredentialScope.Read(authorization), authorization.Length > 0, token.Length > 0 ? token : null);
    }

    private static void Add(Dictionary<string, string> fields, string form)
    {
        foreach (string pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? pair : pair[..equals];
            fields[WebUtility.UrlDecode(name)] = equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..]);
        }
    }
}
