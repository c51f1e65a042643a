using System.Xml;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>One action of EC2. Its type's name is the action's.</summary>
internal interface IEc2Action
{
    /// <summary>The parameters it takes beside <c>DryRun</c>, <c>N</c> standing for numbers. Any other is refused, never ignored.</summary>
    IReadOnlyList<string> Parameters { get; }

    /// <summary>Does it and returns what writes the answer's elements, the request's id aside.</summary>
    /// <exception cref="Http.ApiError">It cannot be done; then nothing was.</exception>
    Action<XmlWriter> Answer(Ec2Call call);
}
