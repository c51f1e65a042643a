namespace SnapshotLambda.Report.Model;

/// <summary>A region of an account.</summary>
internal readonly record struct Place(string Account, string Region);
