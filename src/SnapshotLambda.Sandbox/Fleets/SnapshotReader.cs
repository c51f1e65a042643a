using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Reads a snapshot of a fleet file.</summary>
internal static class SnapshotReader
{
    private const decimal MostDays = 36_500;

    /// <summary>The snapshot, whose ages count from <paramref name="now"/>, and its place in the Recycle Bin if it is there.</summary>
    public static (Ec2Snapshot Snapshot, BinnedSnapshot? Bin) Read(StrictObject file, DateTimeOffset now)
    {
        var snapshot = new Ec2Snapshot
        {
            Id = file.RequiredText("id", FleetTerms.SnapshotId, AwsFormats.SnapshotId),
            VolumeId = file.Text("volumeId", FleetTerms.VolumeId, AwsFormats.VolumeId),
            StartTime = ReadStart(file, now),
            State = file.Value("state", WireName.All<SnapshotState>(), WireName.Parse<SnapshotState>, SnapshotState.Completed),
            VolumeSizeGiB = (int)(file.Whole("volumeSizeGiB", 1, 65_536) ?? 8),
            FullSizeBytes = file.Whole("fullSizeBytes", 0, long.MaxValue),
            Tier = file.Value("tier", WireName.All<StorageTier>(), WireName.Parse<StorageTier>, StorageTier.Standard),
            TierSince = file.Number("tierAgeDays", 0, MostDays) is { } days ? Before(now, days) : null,
            Tiering = file.Has("tiering")
                ? file.Value("tiering", WireName.All<TieringState>(), WireName.Parse<TieringState>, TieringState.ArchivalCompleted)
                : null,
            RestoreExpiry = file.Number("restoredForDays", 0, MostDays) is { } left ? Before(now, -left) : null,
            Description = file.Text("description", FleetTerms.Text, AwsFormats.XmlText) ?? "",
            TransferType = file.Text("transferType", "standard, time-based", text => text is "standard" or "time-based" ? text : null),
            Tags = file.Raw("tags", "an object of strings", TagReader.Read)?.ToImmutableArray() ?? [],
            SharedWith = file.Texts("sharedWith", "all, or an account id", text => text == "all" ? text : AwsFormats.AccountId(text)),
            Lock = file.Has("lock")
                ? file.Value("lock", $"null, {WireName.All<LockState>()}", WireName.Parse<LockState>, LockState.Governance)
                : null,
            FastRestoreZones = file.Texts("fastRestoreZones", "an Availability Zone", AwsFormats.XmlText),
        };
        if (snapshot.RestoreExpiry is not null && snapshot.Tiering is not TieringState.TemporaryRestoreCompleted)
            file.Refuse("restoredForDays", "given", "restoredForDays only where tiering is temporary-restore-completed");
        return (snapshot, ReadBin(file, snapshot));
    }

    private static DateTimeOffset? ReadStart(StrictObject file, DateTimeOffset now)
    {
        if (file.Has("startTime") && file.Has("ageDays"))
            file.Refuse("ageDays", "a second start", "either startTime or ageDays");
        if (file.Number("ageDays", -MostDays, MostDays) is { } days)
            return Before(now, days);
        return file.Has("startTime") ? file.Value("startTime", FleetTerms.Instant, AwsFormats.Instant, now) : null;
    }

    private static BinnedSnapshot? ReadBin(StrictObject file, Ec2Snapshot snapshot)
    {
        var hasTimes = file.Has("binnedAt") & file.Has("binnedUntil");
        if (hasTimes != (snapshot.State == SnapshotState.Recoverable))
            file.Refuse(
                "binnedAt", hasTimes ? "given" : "not given", "binnedAt and binnedUntil, where state is recoverable and only there");
        return hasTimes
            ? new(
                snapshot,
                file.Value("binnedAt", FleetTerms.Instant, AwsFormats.Instant, default),
                file.Value("binnedUntil", FleetTerms.Instant, AwsFormats.Instant, default))
            : null;
    }

    private static DateTimeOffset Before(DateTimeOffset now, decimal days) =>
        AwsFormats.Milliseconds(now.ToUniversalTime().AddTicks(-(long)Math.Round(days * TimeSpan.TicksPerDay)));
}
