namespace SnapshotLambda.Pacing;

/// <summary>A request's turn in a <see cref="AdaptiveRateLimiter"/>.</summary>
/// <param name="From">The timestamp from which on the request may be sent.</param>
internal readonly record struct Turn(long From);
