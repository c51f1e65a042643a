using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A request as received.</summary>
/// <param name="Method">The method, as in <c>POST</c>.</param>
/// <param name="Path">The path as it travels, with its escapes.</param>
/// <param name="Query">The query string as it travels, without its question mark.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The whole body.</param>
internal sealed record WireRequest(string Method, string Path, string Query, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body)
{
    private const int MostReserved = 1 << 20;

    /// <summary>The credential scope; null if it cannot be read.</summary>
    public CredentialScope? Scope { get; } = CredentialScope.Read(Headers.Authorization.ToString());

    /// <summary>True if there is an Authorization header.</summary>
    public bool IsSigned => Headers.Authorization.ToString().Length > 0;

    /// <summary>The session token, or null.</summary>
    public string? SessionToken => Headers["X-Amz-Security-Token"].ToString() is { Length: > 0 } token ? token : null;

    /// <summary>Reads the whole request.</summary>
    public static async Task<WireRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, MostReserved));
        await request.Body.CopyToAsync(body, cancellationToken);
        return new(
            request.Method,
            mark < 0 ? target : target[..mark],
            mark < 0 ? "" : target[(mark + 1)..],
            request.Headers,
            body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    /// <summary>
    /// What the Query protocol asks for: the fields of the query string and of the form. A repeated field counts with its last value; only
    /// EC2 would report it as an error.
    /// </summary>
    public AskedAction InQueryProtocol()
    {
        var fields = Fields(Query);
        Add(fields, Encoding.UTF8.GetString(Body.Span));
        return new(fields.GetValueOrDefault("Action", ""), fields);
    }

    /// <summary>The fields of a query string or a form.</summary>
    public static Dictionary<string, string> Fields(string form)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(fields, form);
        return fields;
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
