namespace SnapshotLambda.Pacing;

/// <summary>A request's turn in an <see cref="AdaptiveRateLimiter"/>.</summary>
/// <param name="From">The timestamp from which the request may be sent.</param>
internal readonly record struct Turn(long From);
