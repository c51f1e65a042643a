using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using SnapshotLambda.Sandbox.Ec2;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>S3's REST protocol, in path style: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html</summary>
internal sealed class S3Api(WorldStore store, TimeProvider time) : IApi
{
    private const string OwnerHeader = "x-amz-expected-bucket-owner";
    private const string ContentHeader = "x-amz-content-sha256";

    private static readonly string[] HeadersOfAll = ["x-amz-date", ContentHeader, "x-amz-security-token", "x-amz-user-agent", OwnerHeader];

    /// <summary>The headers besides those of AWS that change what is done.</summary>
    private static readonly string[] Conditions = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "Range"];

    private readonly FrozenDictionary<string, IS3Action> _actions = new Dictionary<string, IS3Action>
    {
        [nameof(GetObject)] = new GetObject(),
        ["HeadObject"] = new GetObject(),
        [nameof(ListObjectsV2)] = new ListObjectsV2(),
        [nameof(PutObject)] = new PutObject(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Service => "s3";

    /// <inheritdoc/>
    public AskedAction Read(WireRequest request) => S3Target.Read(request);

    /// <inheritdoc/>
    public ApiAnswer Answer(ApiCall call)
    {
        var action = Find(call);
        if (!call.Headers.ContainsKey(ContentHeader))
            throw S3Error.InvalidRequest($"Missing required header for this request: {ContentHeader}");
        var name = call.Parameters.Text(S3Target.Bucket)!;
        var world = store.Current;
        if (world.OwnerOf(name) is not { } owner)
            throw S3Error.NoBucket(name);
        if (call.Headers[OwnerHeader].ToString() is { Length: > 0 } expected && expected != owner.Id)
            throw S3Error.Denied();
        return WithIds(action.Answer(new(call, store, owner, owner.Bucket(name)!, world.Clock(time))), call.RequestId);
    }

    /// <inheritdoc/>
    public ApiAnswer Error(ApiError error, string requestId) => WithIds(
        new()
        {
            ContentType = "application/xml",
            Document = xml =>
            {
                xml.WriteStartElement("Error");
                xml.Element("Code", error.Code);
                xml.Element("Message", error.Message);
                foreach (var (name, text) in error.Details)
                    xml.Element(name, Fleets.AwsFormats.Carried(text));
                xml.Element("RequestId", requestId);
                xml.Element("HostId", HostId(requestId));
                xml.WriteEndElement();
            },
        },
        requestId);

    /// <inheritdoc/>
    public ApiError Unsigned() => S3Error.Denied();

    /// <inheritdoc/>
    public ApiError UnknownCredentials() =>
        new("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403);

    /// <inheritdoc/>
    public ApiError ExpiredCredentials() => new("ExpiredToken", "The provided token has expired.");

    /// <inheritdoc/>
    public ApiError Denied() => S3Error.Denied();

    /// <inheritdoc/>
    public ApiError Throttled() => new("SlowDown", "Please reduce your request rate.", 503);

    /// <inheritdoc/>
    public ApiError Unavailable() => new("ServiceUnavailable", "Service is unable to handle request.", 503);

    /// <inheritdoc/>
    public ApiError ClockSkewed() =>
        new("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403);

    private IS3Action Find(ApiCall call)
    {
        if (!_actions.TryGetValue(call.Action, out var action))
            throw S3Error.NotImplemented($"{call.Action}; the sandbox knows {Listed(_actions.Keys)}, in path style.");
        if (call.Parameters.Values.Keys.FirstOrDefault(name => !Knows(action, name)) is { } odd)
            throw S3Error.NotImplemented($"{odd} in the query of {call.Action}; the sandbox knows {Listed(action.Parameters)}.");
        if (call.Headers.Keys.FirstOrDefault(name => Matters(name) && !KnowsHeader(action, name)) is { } header)
            throw S3Error.NotImplemented(
                $"the header {header} of {call.Action}; the sandbox knows {Listed(HeadersOfAll.Concat(action.Headers))}.");
        return action;
    }

    private static string Listed(IEnumerable<string> names) =>
        string.Join(", ", names.Order(StringComparer.OrdinalIgnoreCase)) is { Length: > 0 } list ? list : "none";

    private static bool Knows(IS3Action action, string parameter) =>
        parameter is S3Target.Bucket or S3Target.Key or "x-id" || action.Parameters.Contains(parameter);

    private static bool Matters(string header) =>
        header.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || Conditions.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static bool KnowsHeader(IS3Action action, string header) => HeadersOfAll.Concat(action.Headers).Any(known =>
        known.EndsWith('-')
            ? header.StartsWith(known, StringComparison.OrdinalIgnoreCase)
            : header.Equals(known, StringComparison.OrdinalIgnoreCase));

    private static ApiAnswer WithIds(ApiAnswer answer, string requestId) => answer with
    {
        Headers = answer.Headers.SetItem("x-amz-request-id", requestId).SetItem("x-amz-id-2", HostId(requestId)),
    };

    /// <summary>S3's second id of a request, opaque and the same for the same request.</summary>
    private static string HostId(string requestId) => Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(requestId)));
}
