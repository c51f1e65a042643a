using Microsoft.AspNetCore.Http;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A call to AWS with a known caller.</summary>
internal sealed record ApiCall
{
    /// <summary><c>ec2</c>, <c>sts</c> or <c>s3</c>, from the credential scope.</summary>
    public required string Service { get; init; }

    /// <summary>The action, as in <c>DeleteSnapshot</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The call's other parameters.</summary>
    public required Parameters Parameters { get; init; }

    /// <summary>The headers of the request.</summary>
    public IHeaderDictionary Headers { get; init; } = new HeaderDictionary();

    /// <summary>The body of the request.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The region, from the credential scope.</summary>
    public required string Region { get; init; }

    /// <summary>The caller.</summary>
    public required Principal Principal { get; init; }

    /// <summary>The id of this request, as in its reply.</summary>
    public required string RequestId { get; init; }

    /// <summary>The same call without this parameter.</summary>
    public ApiCall Without(string parameter) =>
        this with { Parameters = new(Parameters.Values.Where(value => value.Key != parameter).ToDictionary(StringComparer.Ordinal)) };
}
