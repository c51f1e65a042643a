using System.Net;
using Microsoft.AspNetCore.Http;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A request as received: its form or query string, and its headers about the caller.</summary>
/// <param name="Fields">The form's fields, including the action.</param>
/// <param name="Scope">The credential scope; null if it cannot be read.</param>
/// <param name="IsSigned">True if there is an Authorization header.</param>
/// <param name="SessionToken">The session token, or null.</param>
internal sealed record WireRequest(IReadOnlyDictionary<string, string> Fields, CredentialScope? Scope, bool IsSigned, string? SessionToken)
{
    /// <summary>Reads the whole request. A repeated field counts with its last value; only EC2 would report it as an error.</summary>
    public static async Task<WireRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(fields, request.QueryString.Value is { Length: > 1 } query ? query[1..] : "");
        using var reader = new StreamReader(request.Body);
        Add(fields, await reader.ReadToEndAsync(cancellationToken));
        var authorization = request.Headers.Authorization.ToString();
        var token = request.Headers["X-Amz-Security-Token"].ToString();
        return new(fields, CredentialScope.Read(authorization), authorization.Length > 0, token.Length > 0 ? token : null);
    }

    private static void Add(Dictionary<string, string> fields, string form)
    {
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            fields[WebUtility.UrlDecode(name)] = equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..]);
        }
    }
}
