using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <summary>A call that its caller cancelled before AWS had answered.</summary>
/// <param name="what">The missing answer, in one clause.</param>
/// <param name="innerException">The exception that ended the call.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal sealed class UnansweredException(string what, Exception? innerException, CancellationToken cancellationToken)
    : OperationCanceledException(what, innerException, cancellationToken)
{
    /// <summary>The same exception, with the error of an earlier attempt.</summary>
    public UnansweredException After(AwsError error) =>
        new($"{Message}, and {error.Code} before that ({error.Message})", InnerException, CancellationToken);
}
