using System.Collections.Frozen;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>EC2's Query protocol: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html</summary>
internal sealed class Ec2Api : IApi
{
    private const string Namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private readonly WorldStore _store;
    private readonly SandboxOptions _options;
    private readonly RequestLimits _limits;
    private readonly FrozenDictionary<string, IEc2Action> _actions;
    private readonly FrozenDictionary<string, FrozenSet<string>> _parameters;

    /// <summary>EC2 over the world in the store.</summary>
    public Ec2Api(WorldStore store, SandboxOptions options, FrozenDictionary<string, IEc2Action> actions)
    {
        (_store, _options, _actions) = (store, options, actions);
        _limits = new(options.Time, options.RequestLimitScale);
        _parameters = actions.ToFrozenDictionary(
            action => action.Key,
            action => action.Value.Parameters.Append("DryRun").ToFrozenSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Service => "ec2";

    /// <inheritdoc/>
    public AskedAction Read(WireRequest request) => request.InQueryProtocol();

    /// <inheritdoc/>
    public ApiAnswer Answer(ApiCall call)
    {
        if (!_actions.TryGetValue(call.Action, out var action))
            throw new ApiError(
                "InvalidAction",
                $"The action {call.Action} is not valid for this web service: the sandbox knows "
                + $"{string.Join(", ", _actions.Keys.Order(StringComparer.Ordinal))}.");
        if (call.Parameters.FirstOtherThan(_parameters[call.Action]) is { } odd)
            throw new ApiError(
                "UnknownParameter",
                $"The parameter {odd} is not recognized: the sandbox knows {string.Join(", ", action.Parameters)} and DryRun for "
                + $"{call.Action}.");
        var world = _store.Current;
        if (world.Region(call.Principal.AccountId, call.Region) is null)
            throw UnknownCredentials();
        if (_options.RequestLimits)
            _limits.Take(call);
        var body = action.Answer(new(call, _store, world, _options.Time));
        return ApiAnswer.Xml(xml =>
        {
            xml.WriteStartElement(call.Action + "Response", Namespace);
            xml.Element("requestId", call.RequestId);
            body(xml);
            xml.WriteEndElement();
        });
    }

    /// <inheritdoc/>
    public ApiAnswer Error(ApiError error, string requestId) => ApiAnswer.Xml(xml =>
    {
        xml.WriteStartElement("Response");
        xml.WriteStartElement("Errors");
        xml.WriteStartElement("Error");
        xml.Element("Code", error.Code);
        xml.Element("Message", error.Message);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.Element("RequestID", requestId);
        xml.WriteEndElement();
    });

    /// <inheritdoc/>
    public ApiError Unsigned() =>
        new(
            "MissingAuthenticationToken",
            "The request must contain either a valid (registered) AWS access key ID or X.509 certificate.",
            403);

    /// <inheritdoc/>
    public ApiError UnknownCredentials() => new("AuthFailure", "AWS was not able to validate the provided access credentials", 401);

    /// <inheritdoc/>
    public ApiError ExpiredCredentials() => new("RequestExpired", "Request has expired.", 400);

    /// <inheritdoc/>
    public ApiError Denied() => new("UnauthorizedOperation", "You are not authorized to perform this operation.", 403);

    /// <inheritdoc/>
    public ApiError Throttled() => Ec2Error.Throttled();

    /// <inheritdoc/>
    public ApiError Unavailable() => new("Unavailable", "The server is overloaded and can't handle the request.", 503);

    /// <inheritdoc/>
    public ApiError ClockSkewed() => new("RequestExpired", "Request has expired.", 400);
}
