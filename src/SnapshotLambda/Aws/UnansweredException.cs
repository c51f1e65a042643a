using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <summary>A call was given up by its caller before AWS had answered it.</summary>
/// <param name="what">What there was no answer to, in one clause.</param>
/// <param name="innerException">What the call ended with.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal sealed class UnansweredException(string what, Exception? innerException, CancellationToken cancellationToken)
    : OperationCanceledException(what, innerException, cancellationToken)
{
    /// <summary>The same after an earlier attempt that met an error.</summary>
    public UnansweredException After(AwsError error) => new($"{Message}, and {error.Code} before that ({error.Message})", InnerException, CancellationToken);
}
