using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>An error in AWS's form. Thrown, it ends a call without effect. Its message may quote the request.</summary>
internal sealed class ApiError(string code, string message, int status = 400) : Exception(AwsFormats.Carried(message))
{
    /// <summary>AWS's own code.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>What S3's document of the error has besides, by the elements' names.</summary>
    public IReadOnlyList<(string Name, string Text)> Details { get; init; } = [];
}
