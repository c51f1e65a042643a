namespace SnapshotLambda.Core.Restoring;

/// <summary>The snapshots that a restore had to do with, each counted once.</summary>
public sealed record RestoreCounts
{
    /// <summary>Those that the lists of the run name, or that the payload names where there are no lists.</summary>
    public int Found { get; init; }

    /// <summary>Those that were restored; null in a dry run.</summary>
    public int? Restored { get; init; }

    /// <summary>Those that a real run would restore; null in a real run.</summary>
    public int? WouldRestore { get; init; }

    /// <summary>Those that are there: restored before, or never deleted.</summary>
    public int AlreadyBack { get; init; }

    /// <summary>Those that are neither in the Recycle Bin nor there.</summary>
    public int Expired { get; init; }

    /// <summary>Those in the Recycle Bin that came into it before or after the run: somebody else deleted them, or another run.</summary>
    public int NotOfThisRun { get; init; }

    /// <summary>Those that could not be restored, or not be kept from being deleted again.</summary>
    public int Failed { get; init; }

    /// <summary>Those that had no turn.</summary>
    public int NotAttempted { get; init; }

    /// <summary>Of those that are back, how many still have the tags of their deletion. No part of the sum.</summary>
    public int TagsLeft { get; init; }

    internal bool AddUp =>
        Found == (Restored ?? 0) + (WouldRestore ?? 0) + AlreadyBack + Expired + NotOfThisRun + Failed + NotAttempted;

    internal static RestoreCounts None(bool dryRun) => new() { Restored = dryRun ? null : 0, WouldRestore = dryRun ? 0 : null };

    internal RestoreCounts Plus(RestoreCounts other) => new()
    {
        Found = Found + other.Found,
        Restored = Restored + other.Restored,
        WouldRestore = WouldRestore + other.WouldRestore,
        AlreadyBack = AlreadyBack + other.AlreadyBack,
        Expired = Expired + other.Expired,
        NotOfThisRun = NotOfThisRun + other.NotOfThisRun,
        Failed = Failed + other.Failed,
        NotAttempted = NotAttempted + other.NotAttempted,
        TagsLeft = TagsLeft + other.TagsLeft,
    };
}
