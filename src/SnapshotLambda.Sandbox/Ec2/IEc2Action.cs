using System.Xml;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>An action of EC2, which its type is named after.</summary>
internal interface IEc2Action
{
    /// <summary>The parameters besides <c>DryRun</c>, with <c>N</c> for numbers. Others are refused, never ignored.</summary>
    IReadOnlyList<string> Parameters { get; }

    /// <summary>Carries out a call and returns the writer of the answer's elements, except the request id.</summary>
    /// <exception cref="Http.ApiError">The call failed, and nothing was done.</exception>
    Action<XmlWriter> Answer(Ec2Call call);
}
