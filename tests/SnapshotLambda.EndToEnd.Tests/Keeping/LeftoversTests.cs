using System.Globalization;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>What AMIs left behind that were deregistered without their snapshots.</summary>
[Trait("Starts", "Function")]
[Collection(SharedNights.Name)]
public sealed class LeftoversTests(Nights nights)
{
    private const string Since = "snapshot-lambda:leftover-since";
    private const string ByAge = """{ "dryRun": false, "deregisteredImages": "ageOnly" }""";
    private const string All = "build-1 build-2 copy last-backup of-ami told-of";
    private const string Fleet = """
        "images": [ { "id": "ami-00000004", "state": "disabled", "snapshotIds": ["snap-of-ami"] } ],
        "snapshots": [
          { "id": "snap-build-1", "volumeId": "vol-1", "ageDays": 100, "description": "Created by CreateImage(i-00000001) for ami-00000001" },
          { "id": "snap-build-2", "volumeId": "vol-2", "ageDays": 200, "description": "Created by CreateImage(i-00000002) for ami-00000002 from vol-00000002" },
          { "id": "snap-copy", "volumeId": "vol-ffffffff", "ageDays": 300,
            "description": "Copied for DestinationAmi ami-00000008 from SourceAmi ami-00000009 for SourceSnapshot snap-00000001. Task created on 1,600,000,000,000." },
          { "id": "snap-of-ami", "volumeId": "vol-4", "ageDays": 400, "description": "Created by CreateImage(i-00000004) for ami-00000004" },
          { "id": "snap-told-of", "volumeId": "vol-5", "ageDays": 500, "description": "Like: Created by CreateImage(i-00000001) for ami-00000001" },
          { "id": "snap-last-backup", "volumeId": "vol-6", "ageDays": 600, "description": "nightly" } ]
        """;

    [Fact]
    public async Task Stays_by_default_and_a_dry_run_counts_it()
    {
        var dry = await nights.RunAsync(Fleet, """{ "dryRun": true }""");
        var real = await nights.RunAsync(Fleet, """{ "dryRun": false }""");

        Assert.Equal(("LineageUnknown 1, NewestOfDeletedVolume 4, UsedByImage 1", 3), (dry.Kept, dry.Noted(NoteCode.LeftoversKept)));
        Assert.Equal((All, dry.Kept, null), (real.Left, real.Kept, real.Noted(NoteCode.LeftoversKept)));
        Assert.All(real.After.Snapshots.Values, snapshot => Assert.Empty(snapshot.Tags));
    }

    [Fact]
    public async Task Is_tagged_the_first_night_and_goes_14_days_later()
    {
        var first = await nights.RunAsync(Fleet, ByAge);
        var before = await nights.RunAsync(Later(first.After, 13), ByAge);
        var after = await nights.RunAsync(Later(first.After, 14), ByAge);

        Assert.Equal((All, "LeftoverTooRecent 3, NewestOfDeletedVolume 2, UsedByImage 1"), (first.Left, first.Kept));
        Assert.Equal("build-1 build-2 copy", Tagged(first.After));
        var today = DateOnly.FromDateTime(first.Result.StartedAt.UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(today, first.After.Snapshots["snap-copy"].TagValue(Since));
        Assert.Equal((All, 0), (before.Left, before.Result.Totals.Deleted));
        Assert.Equal(("last-backup of-ami told-of", 3), (after.Left, after.Result.Totals.Deleted));
        Assert.Equal(RunStatus.Succeeded, after.Result.Status);
    }

    [Fact]
    public async Task Is_marked_besides_where_there_is_a_grace()
    {
        const string withGrace = """{ "dryRun": false, "deregisteredImages": "ageOnly", "graceDays": 3 }""";
        var first = await nights.RunAsync(Fleet, withGrace);
        var later = await nights.RunAsync(Later(first.After, 14), withGrace);

        Assert.Equal((0, 3, All), (first.Result.Totals.Marked, later.Result.Totals.Marked, later.Left));
    }

    [Fact]
    public async Task Is_none_any_more_once_its_ami_is_back()
    {
        var first = await nights.RunAsync(Fleet, ByAge);
        var binned = first.After with
        {
            Images = first.After.Images.Add("ami-00000001", new Ec2Image("ami-00000001", ImageState.Binned, [])),
        };
        var back = await nights.RunAsync(Later(binned, 20), ByAge);

        Assert.Equal("build-1 last-backup of-ami told-of", back.Left);
        Assert.Equal("", Tagged(back.After));
    }

    [Fact]
    public async Task Stays_with_a_note_where_it_may_not_be_tagged()
    {
        await using var denied = new Nights(mayTag: false);
        await denied.InitializeAsync();

        var night = await denied.RunAsync(Fleet, ByAge);

        Assert.Equal((All, "", 3), (night.Left, Tagged(night.After), night.Noted(NoteCode.LeftoversNotTagged)));
    }

    [Fact]
    public async Task Is_not_what_a_product_or_somebody_else_claims_or_what_an_existing_volume_has()
    {
        var night = await nights.RunAsync(
            """
            "volumes": ["vol-1"],
            "snapshots": [
              { "id": "snap-a", "volumeId": "vol-1", "ageDays": 100, "description": "Created by CreateImage(i-00000001) for ami-00000001" },
              { "id": "snap-b", "volumeId": "vol-2", "ageDays": 101, "description": "Created by CreateImage(i-00000002) for ami-00000002", "tags": { "DoNotDelete": "" } },
              { "id": "snap-c", "volumeId": "vol-3", "ageDays": 102, "description": "Created by CreateImage(i-00000003) for ami-00000003", "tags": { "ark.heptio.com/backup": "x" } } ]
            """,
            ByAge);

        Assert.Equal(("a b c", ""), (night.Left, Tagged(night.After)));
    }

    private static string Tagged(Region region) => string.Join(
        ' ',
        region.Snapshots.Values.Where(snapshot => snapshot.TagValue(Since) is not null).Select(snapshot => snapshot.Id["snap-".Length..]));

    /// <summary>The same region so many days on, told as if it were today.</summary>
    private static Region Later(Region region, int days) => region with
    {
        Snapshots = ById.Of(
            region.Snapshots.Values.Select(snapshot => snapshot with { Tags = [.. snapshot.Tags.Select(tag => Earlier(tag, days))] }),
            snapshot => snapshot.Id),
    };

    private static Tag Earlier(Tag tag, int days) => tag.Key == Since
        ? tag with
        {
            Value = DateOnly.Parse(tag.Value, CultureInfo.InvariantCulture)
            .AddDays(-days)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        }
        : tag;
}
