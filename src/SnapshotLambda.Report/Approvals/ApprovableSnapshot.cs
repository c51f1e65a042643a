namespace SnapshotLambda.Report.Approvals;

/// <summary>A snapshot that a dry run would delete.</summary>
/// <param name="Id">Its id.</param>
/// <param name="StartTime">Its start; null if EC2 names none.</param>
/// <param name="AtMostBytes">The most bytes that its deletion can free.</param>
internal sealed record ApprovableSnapshot(string Id, DateTimeOffset? StartTime, long AtMostBytes);
