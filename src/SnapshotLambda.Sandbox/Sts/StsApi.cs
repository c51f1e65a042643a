using System.Collections.Frozen;
using SnapshotLambda.Sandbox.Ec2;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>STS's Query protocol: https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html It answers in every region.</summary>
internal sealed class StsApi(WorldStore store, Identities identities) : IApi
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    private readonly FrozenDictionary<string, IStsAction> _actions =
        ((IStsAction[])[new AssumeRole(store, identities), new GetCallerIdentity()])
        .ToFrozenDictionary(action => action.GetType().Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Service => "sts";

    /// <inheritdoc/>
    public AskedAction Read(WireRequest request) => request.InQueryProtocol();

    /// <inheritdoc/>
    public ApiAnswer Answer(ApiCall call)
    {
        if (!_actions.TryGetValue(call.Action, out var action))
            throw new ApiError(
                "InvalidAction",
                $"Could not find operation {call.Action} for version 2011-06-15: the sandbox knows "
                + $"{string.Join(", ", _actions.Keys.Order(StringComparer.Ordinal))}.");
        if (call.Parameters.FirstOtherThan(action.Parameters) is { } odd)
            throw new ApiError(
                "UnknownParameter",
                $"The sandbox does not know the parameter {odd} of {call.Action}; it knows "
                + $"{string.Join(", ", action.Parameters.Order(StringComparer.Ordinal))}.");
        var body = action.Answer(call);
        return ApiAnswer.Xml(xml =>
        {
            xml.WriteStartElement(call.Action + "Response", Namespace);
            xml.WriteStartElement(call.Action + "Result");
            body(xml);
            xml.WriteEndElement();
            xml.WriteStartElement("ResponseMetadata");
            xml.Element("RequestId", call.RequestId);
            xml.WriteEndElement();
            xml.WriteEndElement();
        });
    }

    /// <inheritdoc/>
    public ApiAnswer Error(ApiError error, string requestId) => ApiAnswer.Xml(xml =>
    {
        xml.WriteStartElement("ErrorResponse", Namespace);
        xml.WriteStartElement("Error");
        xml.Element("Type", error.Status < 500 ? "Sender" : "Receiver");
        xml.Element("Code", error.Code);
        xml.Element("Message", error.Message);
        xml.WriteEndElement();
        xml.Element("RequestId", requestId);
        xml.WriteEndElement();
    });

    /// <inheritdoc/>
    public ApiError Unsigned() => new("MissingAuthenticationToken", "Request is missing Authentication Token", 403);

    /// <inheritdoc/>
    public ApiError UnknownCredentials() => new("InvalidClientTokenId", "The security token included in the request is invalid.", 403);

    /// <inheritdoc/>
    public ApiError ExpiredCredentials() => new("ExpiredToken", "The security token included in the request is expired", 403);

    /// <inheritdoc/>
    public ApiError Denied() => new("AccessDenied", "Access Denied", 403);

    /// <inheritdoc/>
    public ApiError Throttled() => new("RequestLimitExceeded", "Request limit exceeded.", 503);

    /// <inheritdoc/>
    public ApiError Unavailable() => new("Unavailable", "The server is overloaded and can't handle the request.", 503);

    /// <inheritdoc/>
    public ApiError ClockSkewed() => new("RequestExpired", "Request has expired.", 400);
}
