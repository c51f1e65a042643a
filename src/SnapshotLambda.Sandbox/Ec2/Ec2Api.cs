using System.Collections.Frozen;
using System.Xml;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>EC2's Query protocol: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html</summary>
internal sealed class Ec2Api : IApi
{
    private const string Namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private readonly WorldStore store;
    private readonly SandboxOptions options;
    private readonly RequestLimits limits;
    private readonly FrozenDictionary<string, IEc2Action> actions;
    private readonly FrozenDictionary<string, FrozenSet<string>> parameters;

    /// <summary>EC2 over the world in the store.</summary>
    public Ec2Api(WorldStore store, SandboxOptions options, FrozenDictionary<string, IEc2Action> actions)
    {
        (this.store, this.options, this.actions) = (store, options, actions);
        limits = new(options.Time, options.RequestLimitScale);
        parameters = actions.ToFrozenDictionary(action => action.Key, action => action.Value.Parameters.Append("DryRun").ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Service => "ec2";

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(ApiCall call)
    {
        if (!actions.TryGetValue(call.Action, out var action))
            throw new ApiError("InvalidAction", $"The action {call.Action} is not valid for this web service: the sandbox knows {string.Join(", ", actions.Keys.Order(StringComparer.Ordinal))}.");
        if (call.Parameters.FirstOtherThan(parameters[call.Action]) is { } odd)
            throw new ApiError("UnknownParameter", $"The parameter {odd} is not recognized: the sandbox knows {string.Join(", ", action.Parameters)} and DryRun for {call.Action}.");
        var world = store.Current;
        if (world.Region(call.Principal.AccountId, call.Region) is null)
            throw UnknownCredentials();
        if (options.RequestLimits)
            limits.Take(call);
        var body = action.Answer(new(call, store, world, options.Time));
        return xml =>
        {
            xml.WriteStartElement(call.Action + "Response", Namespace);
            xml.Element("requestId", call.RequestId);
            body(xml);
            xml.WriteEndElement();
        };
    }

    /// <inheritdoc/>
    public Action<XmlWriter> Error(ApiError error, string requestId) => xml =>
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
    };

    /// <inheritdoc/>
    public ApiError Unsigned() => new("MissingAuthenticationToken", "The request must contain either a valid (registered) AWS access key ID or X.509 certificate.", 403);

    /// <inheritdoc/>
    public ApiError UnknownCredentials() => new("AuthFailure", "AWS was not able to validate the provided access credentials", 401);

    /// <inheritdoc/>
    public ApiError ExpiredCredentials() => new("RequestExpired", "Request has expired.", 400);
}
