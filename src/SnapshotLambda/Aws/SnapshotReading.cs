using SnapshotLambda.Core;
using Model = Amazon.EC2.Model;

namespace SnapshotLambda.Aws;

/// <summary>Reads Core's snapshots from the SDK's. Keeps none of the SDK's objects: what is kept must fit 300,000 times into memory.</summary>
internal sealed class SnapshotReading
{
    private readonly StringPool pool = new();

    /// <summary>A page. One without all ids is unreadable.</summary>
    public Page<Snapshot> Page(Model.DescribeSnapshotsResponse reply) =>
        new([.. (reply.Snapshots ?? []).Select(snapshot => Read(snapshot, reply))], reply.NextToken);

    private Snapshot Read(Model.Snapshot snapshot, Model.DescribeSnapshotsResponse reply) => new()
    {
        Id = snapshot.SnapshotId is { Length: > 0 } id ? id : throw Fault.Unreadable("A snapshot on the page has no id.", reply),
        VolumeId = Shared(snapshot.VolumeId),
        StartTime = Utc(snapshot.StartTime),
        State = State(snapshot.State?.Value),
        Tier = Tier(snapshot.StorageTier?.Value),
        VolumeSizeGiB = snapshot.VolumeSize ?? 0,
        FullSizeBytes = snapshot.FullSnapshotSizeInBytes,
        Description = Shared(snapshot.Description),
        HasTransferType = !string.IsNullOrEmpty(snapshot.TransferType?.Value),
        Tags = snapshot.Tags is { Count: > 0 } tags ? [.. tags.Select(tag => new Tag(Shared(tag.Key) ?? "", Shared(tag.Value) ?? ""))] : [],
    };

    private string? Shared(string? text) => text is null ? null : pool.Share(text);

    /// <summary>An instant as the SDK reads it.</summary>
    public static DateTimeOffset? Utc(DateTime? time) => time switch
    {
        null => null,
        { Kind: DateTimeKind.Local } local => new DateTimeOffset(local).ToUniversalTime(),
        { } utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
    };

    private static SnapshotState State(string? value) => value switch
    {
        "pending" => SnapshotState.Pending,
        "completed" => SnapshotState.Completed,
        "error" => SnapshotState.Error,
        "recoverable" => SnapshotState.Recoverable,
        "recovering" => SnapshotState.Recovering,
        _ => SnapshotState.Unknown,
    };

    // No element: an endpoint from before there were tiers, when all was standard. That is also the careful reading, for
    // only standard ones count for the floor: of unknown ones it would keep none.
    private static StorageTier Tier(string? value) => value switch
    {
        null or "" or "standard" => StorageTier.Standard,
        "archive" => StorageTier.Archive,
        _ => StorageTier.Unknown,
    };
}
