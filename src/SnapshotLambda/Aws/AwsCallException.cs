using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <summary>A failed call to AWS, with its <see cref="Error"/>.</summary>
internal sealed class AwsCallException(AwsError error, Exception? innerException = null)
    : Exception($"{error.Code}: {error.Message}", innerException)
{
    /// <summary>The error, classified.</summary>
    public AwsError Error { get; } = error;

    /// <summary>The number of attempts.</summary>
    public int Attempts { get; init; } = 1;
}
