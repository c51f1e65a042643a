using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Reading;

/// <summary>A volume in the Recycle Bin exists: its owner may restore it.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class BinnedVolumesTests
{
    private const string Region = """
        "volumes": [], "binnedVolumes": ["vol-binned"],
        "snapshots": [
            { "id": "snap-binned-old", "volumeId": "vol-binned", "ageDays": 200 }, { "id": "snap-binned-new", "volumeId": "vol-binned", "ageDays": 190 },
            { "id": "snap-gone-old", "volumeId": "vol-gone", "ageDays": 205 }, { "id": "snap-gone-new", "volumeId": "vol-gone", "ageDays": 195 } ]
        """;

    private const string Real = """{ "dryRun": false, "deletedVolumes": "ageOnly", "maxDeletePercent": 100 }""";

    private static readonly InjectedFault Denied = new("denied")
    {
        Error = _ => new ApiError("UnauthorizedOperation", "You are not authorized.", 403),
    };

    [Fact]
    public async Task Its_newest_snapshot_stays_where_those_of_deleted_volumes_go()
    {
        await using var night = await Scenario.OverAsync(Region);

        var result = await night.RunAsync(Real);

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
        Assert.Equal([("NewestOfVolume", 1)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal(["snap-binned-new"], night.SnapshotIds);
        Assert.DoesNotContain(result.Notes, note => note.Code == "BinnedVolumesDenied");
    }

    [Theory]
    [InlineData("""{ "dryRun": true }""", false)]
    [InlineData("""{ "dryRun": true, "deletedVolumes": "ageOnly" }""", true)]
    [InlineData("""{ "dryRun": true, "deletedVolumes": "ageOnly", "keepLatestPerVolume": 0 }""", false)]
    [InlineData("""{ "dryRun": true, "deregisteredImages": "ageOnly", "keepLatestPerVolume": 0 }""", true)]
    [InlineData("""{ "dryRun": true, "policies": [ { "name": "all", "otherwise": true, "deletedVolumes": "ageOnly" } ] }""", true)]
    [InlineData(
        """{ "dryRun": true, "deletedVolumes": "ageOnly", "policies": [ { "name": "all", "otherwise": true, "deletedVolumes": "keepLatest" } ] }""",
        false)]
    public async Task Is_asked_for_only_where_it_makes_a_difference(string payload, bool isAsked)
    {
        await using var night = await Scenario.OverAsync(Region);

        await night.RunAsync(payload);

        Assert.Equal(isAsked ? 1 : 0, night.CallsOf("ListVolumesInRecycleBin"));
        Assert.Equal(
            isAsked || !payload.Contains("keepLatestPerVolume", StringComparison.Ordinal) ? 1 : 0, night.CallsOf("DescribeVolumes"));
    }

    [Fact]
    public async Task Where_a_policy_denies_to_list_them_the_floor_holds_for_all_and_a_note_says_so()
    {
        await using var night = await Scenario.OverAsync(
            Region, Scenario.Faulty(call => call.Action == "ListVolumesInRecycleBin" ? Denied : null));

        var result = await night.RunAsync(Real);

        Assert.Equal((RunStatus.Succeeded, 2), (result.Status, result.Totals.Deleted));
        Assert.Equal(["snap-binned-new", "snap-gone-new"], night.SnapshotIds.Order());
        Assert.Equal(1, Assert.Single(result.Notes, note => note.Code == "BinnedVolumesDenied").Count);
    }

    [Theory]
    [InlineData("throttle")]
    [InlineData("internalError")]
    public async Task Where_they_cannot_be_listed_for_another_cause_the_region_is_refused(string fault)
    {
        await using var night = await Scenario.OverAsync(
            Region,
            Scenario.Faulty(call => call.Action == "ListVolumesInRecycleBin" ? InjectedFault.All.Single(one => one.Name == fault) : null));

        var result = await night.RunAsync(Real);

        Assert.Equal((RunStatus.Refused, "VolumesUnreadable", 4), (result.Status, result.Reason, night.SnapshotIds.Count()));
        Assert.Contains(
            "run again, and if this goes on check ec2:ListVolumesInRecycleBin, or set deletedVolumes to keepLatest",
            result.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denial_without_EC2s_own_code_is_another_cause()
    {
        await using var night = await Scenario.OverAsync(Region, Scenario.Faulty(call => call.Action == "ListVolumesInRecycleBin"
            ? new InjectedFault("denied") { Error = _ => new ApiError("AccessDenied", "A proxy says no.", 403) }
            : null));

        Assert.Equal(
            (RunStatus.Refused, "VolumesUnreadable"),
            ((await night.RunAsync(Real)) is var result ? result.Status : default, result.Reason));
    }
}
