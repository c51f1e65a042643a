using System.Xml;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>An action of STS, which its type is named after.</summary>
internal interface IStsAction
{
    /// <summary>The parameters. Others are refused, never ignored.</summary>
    IReadOnlySet<string> Parameters { get; }

    /// <summary>Carries out a call and returns the writer of the result's elements.</summary>
    /// <exception cref="ApiError">The call failed, and nothing was done.</exception>
    Action<XmlWriter> Answer(ApiCall call);
}
