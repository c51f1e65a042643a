using System.Xml;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>One action of STS. Its type's name is the action's.</summary>
internal interface IStsAction
{
    /// <summary>The parameters it takes. Any other is refused, never ignored.</summary>
    IReadOnlySet<string> Parameters { get; }

    /// <summary>Does it and returns what writes the result's elements.</summary>
    /// <exception cref="ApiError">It cannot be done; then nothing was.</exception>
    Action<XmlWriter> Answer(ApiCall call);
}
