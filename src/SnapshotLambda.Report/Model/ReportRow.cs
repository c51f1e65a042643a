using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>A snapshot that a report shows.</summary>
internal sealed record ReportRow
{
    /// <summary>How many tags a row holds at most, so that no owner of snapshots can make a report as large as they like.</summary>
    public const int MostTags = 16;

    private const string NameKey = "Name";

    /// <summary>A row, with no more than <see cref="MostTags"/> tags.</summary>
    public ReportRow(PlanHeader plan, PlannedSnapshot snapshot)
    {
        Plan = plan;
        Tags = snapshot.Tags.Count <= MostTags
            ? snapshot.Tags
            : [.. snapshot.Tags.OrderBy(tag => tag.Key == NameKey ? 0 : OwnerKeys.IsOne(tag.Key) ? 1 : 2).Take(MostTags)];
        TagsLeftOut = snapshot.Tags.Count - Tags.Count;
        Snapshot = snapshot with { Tags = [] };
    }

    /// <summary>The plan that it is in.</summary>
    public PlanHeader Plan { get; }

    /// <summary>The snapshot, but for its tags.</summary>
    public PlannedSnapshot Snapshot { get; }

    /// <summary>Its tags, the first of them.</summary>
    public IReadOnlyList<Tag> Tags { get; }

    /// <summary>How many tags it has besides.</summary>
    public int TagsLeftOut { get; }

    /// <summary>Its deletion, if it failed for good.</summary>
    public SnapshotFailure? Failure { get; init; }

    /// <summary>The value of its tag Name; null without one.</summary>
    public string? Name => ValueOf(NameKey) is { Length: > 0 } name ? name : null;

    /// <summary>Its age in whole days; null if its start is not known.</summary>
    public int? AgeDays => Snapshot.StartTime is { } start ? Math.Max(0, (int)(Plan.ReferenceTime - start).TotalDays) : null;

    /// <summary>The volume that it belongs to.</summary>
    public VolumeKey Volume => VolumeKey.Of(Plan, Snapshot);

    /// <summary>True for a tag whose value <see cref="Name"/> is.</summary>
    public static bool IsName(Tag tag) => tag.Key == NameKey;

    private string? ValueOf(string key)
    {
        foreach (var tag in Tags)
            if (tag.Key == key)
                return tag.Value;
        return null;
    }
}
