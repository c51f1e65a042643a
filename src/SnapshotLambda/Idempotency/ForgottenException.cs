namespace SnapshotLambda.Idempotency;

/// <summary>
/// Carries a result that must not be remembered past the idempotency aspect, which forgets what ends in an exception: a
/// cause that was mended can be retried at once.
/// </summary>
internal sealed class ForgottenException() : Exception("This result is not to be remembered.");
