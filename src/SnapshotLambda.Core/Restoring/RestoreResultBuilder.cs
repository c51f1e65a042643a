using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Restoring;

/// <summary>Makes the result of a restore. Pure.</summary>
/// <param name="RunId">The restore's own id.</param>
/// <param name="DryRun">Whether nothing was to be changed.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record RestoreResultBuilder(string RunId, bool DryRun, DateTimeOffset StartedAt)
{
    /// <summary>When it ended.</summary>
    public DateTimeOffset FinishedAt { get; init; } = StartedAt;

    /// <summary>The build that does the work; null where it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>The run that is taken back; null where a span or single snapshots are.</summary>
    public string? TakenBack { get; init; }

    /// <summary>The day until which what is restored is kept; null if the settings did not stand.</summary>
    public string? KeepUntil { get; init; }

    /// <summary>A restore that did not come to its regions.</summary>
    public RestoreResult Of(RunStatus status, string reason, string message, string nextStep) => new()
    {
        Status = status,
        Reason = reason,
        Message = RunResultBuilder.WithoutQuotes(message),
        NextStep = RunResultBuilder.WithoutQuotes(nextStep),
        RunId = RunId,
        TakenBack = TakenBack,
        Version = Version,
        DryRun = DryRun,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        KeepUntil = KeepUntil,
        Totals = RestoreCounts.None(DryRun),
    };

    /// <summary>A restore that came to its regions, if there were any.</summary>
    /// <param name="regions">The results of its regions.</param>
    /// <param name="notFound">The ids of the payload that nothing names, or that no region has.</param>
    public RestoreResult Of(IReadOnlyList<RestoreRegionResult> regions, int notFound)
    {
        var totals = regions.Aggregate(RestoreCounts.None(DryRun), (sum, region) => sum.Plus(region.Counts));
        var worst = regions.MaxBy(region => Badness(region.Status));
        var status = worst?.Status ?? RunStatus.Succeeded;
        var message = worst is null ? Nothing : regions is [var only] ? only.Message : MessageOf(regions, totals, worst);
        if (notFound > 0)
            message += FormattableString.Invariant($" Named, and in no list or region of this restore: {notFound:N0}.");
        return Of(status, worst?.Reason ?? "", message, "") with
        {
            Reason = worst?.Reason,
            NextStep = StepAfter(status, regions, totals) is { } step ? RunResultBuilder.WithoutQuotes(step) : null,
            Totals = totals,
            NotFound = notFound,
            Regions = regions,
        };
    }

    /// <summary>A region that ended with these counts.</summary>
    /// <param name="account">The account.</param>
    /// <param name="region">The region's name.</param>
    /// <param name="tally">What became of each snapshot.</param>
    /// <param name="stop">Why it ended early; null if it did not.</param>
    /// <param name="gap">The first list that is missing; null if none is.</param>
    public RestoreRegionResult Region(string account, string region, RestoreTally tally, EarlyStop? stop, string? gap)
    {
        var counts = tally.Counts;
        var (status, reason) = Judge(counts, tally.Failures.Count > 0, stop, gap);
        var message = Sentence(counts, region);
        if (stop is not null) message += $" It ended early, since {stop.Clause}.";
        if (tally.Failures.Any(failure => failure.Code == "UnauthorizedOperation"))
            message += $" What is denied has not the tag {OwnTags.Run} of what is taken back, or the role lacks a permission.";
        if (gap is not null) message += $" {gap} is missing: what it named is not known.";
        return new()
        {
            Account = account,
            Region = region,
            Status = status,
            Reason = reason,
            Message = RunResultBuilder.WithoutQuotes(message),
            Counts = counts,
            Failures = [.. tally.Failures.Take(RestoreRegionResult.ListLimit)],
        };
    }

    private const string Nothing = "Nothing is named to be restored: the run has no lists of deletions here.";

    private static (RunStatus Status, string? Reason) Judge(RestoreCounts counts, bool hasFailures, EarlyStop? stop, string? gap)
    {
        if (stop is { IsFault: true }) return (counts.Restored > 0 ? RunStatus.PartiallyFailed : RunStatus.Failed, stop.Reason);
        if (counts.Failed > 0 || hasFailures) return (RunStatus.PartiallyFailed, stop?.Reason ?? RestoreReason.RestoresFailed);
        if (gap is not null) return (RunStatus.PartiallyFailed, RestoreReason.ListMissing);
        if (stop is not null) return (RunStatus.Incomplete, stop.Reason);
        return counts.TagsLeft > 0 ? (RunStatus.Incomplete, RestoreReason.TagsLeft) : (RunStatus.Succeeded, null);
    }

    private string Sentence(RestoreCounts counts, string place)
    {
        var done = DryRun
            ? FormattableString.Invariant($"{counts.WouldRestore:N0} of {counts.Found:N0} snapshots in {place} would be restored")
            : FormattableString.Invariant($"Restored {counts.Restored:N0} of {counts.Found:N0} snapshots in {place}");
        return done
            + Clause(counts.AlreadyBack, "already there")
            + Clause(counts.Expired, "no longer in the Recycle Bin")
            + Clause(counts.NotOfThisRun, "in the Recycle Bin since another time, so another run or a person deleted them")
            + Clause(counts.Failed, "failed")
            + Clause(counts.NotAttempted, "not attempted")
            + Clause(counts.TagsLeft, "there with the tags of their deletion still on")
            + ".";
    }

    private string MessageOf(IReadOnlyList<RestoreRegionResult> regions, RestoreCounts totals, RestoreRegionResult worst)
    {
        var sum = Sentence(totals, FormattableString.Invariant($"{regions.Count} regions"));
        return worst.Status is RunStatus.Succeeded ? sum : $"{sum} {worst.Region} of {worst.Account}: {worst.Message}";
    }

    private static string Clause(int count, string what) => count == 0 ? "" : FormattableString.Invariant($"; {count:N0} {what}");

    private string? StepAfter(RunStatus status, IReadOnlyList<RestoreRegionResult> regions, RestoreCounts totals) => status switch
    {
        RunStatus.Failed or RunStatus.Refused =>
            "Do what the message asks for and run it again: what is back stays back. docs/undo.md says how to restore by hand.",
        RunStatus.PartiallyFailed =>
            "Read the failures, mend what they name and run it again. docs/undo.md says how to restore single snapshots by hand.",
        RunStatus.Incomplete => "Run it again: it goes on where this one ended.",
        RunStatus.Succeeded or RunStatus.InvalidConfiguration or RunStatus.AlreadyRunning when totals.WouldRestore > 0 =>
            $"Nothing was changed. To bring them back, run it again with dryRun false{Until(regions)}.",
        RunStatus.Succeeded or RunStatus.InvalidConfiguration or RunStatus.AlreadyRunning when totals.Restored > 0 =>
            $"Nothing: they are kept until {KeepUntil}. To keep one longer, change its tag {OwnTags.KeepUntil}, "
                + $"or give it the tag {TagFilter.DoNotDelete.Key}.",
        RunStatus.Succeeded or RunStatus.InvalidConfiguration or RunStatus.AlreadyRunning => null,
    };

    private static string Until(IReadOnlyList<RestoreRegionResult> regions) =>
        regions.Min(region => region.FirstExit) is { } first
            ? FormattableString.Invariant($": the Recycle Bin lets the first of them go at {first.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
            : "";

    private static int Badness(RunStatus status) => status switch
    {
        RunStatus.Succeeded => 0,
        RunStatus.Incomplete => 1,
        RunStatus.PartiallyFailed => 2,
        RunStatus.Refused => 3,
        RunStatus.Failed => 4,
        RunStatus.InvalidConfiguration or RunStatus.AlreadyRunning => 5,
    };
}
