using System.Xml;
using SnapshotLambda.Sandbox.Ec2;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html No policy can deny it.</summary>
internal sealed class GetCallerIdentity : IStsAction
{
    /// <inheritdoc/>
    public IReadOnlySet<string> Parameters { get; } = new HashSet<string>();

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(ApiCall call) => xml =>
    {
        xml.Element("Arn", call.Principal.Arn);
        xml.Element("UserId", call.Principal.UserId);
        xml.Element("Account", call.Principal.AccountId);
    };
}
