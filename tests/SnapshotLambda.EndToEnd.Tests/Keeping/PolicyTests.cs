using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;

namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>Policies for dev, for prod, and for what has neither tag, from a payload and from the settings file.</summary>
[Trait("Starts", "Function")]
[Collection(SharedNights.Name)]
public sealed class PolicyTests(Nights nights)
{
    private const string Dev = """{ "name": "dev", "includeTags": { "Environment": ["dev"] }, "maxAgeDays": 7 }""";
    private const string Prod =
        """{ "name": "prod", "includeTags": { "environment": ["prod"] }, "maxAgeDays": 35, "keepMonthly": 12, "keepYearly": 7 }""";
    private const string Rest = """{ "name": "rest", "otherwise": true, "deregisteredImages": "ageOnly" }""";
    private const string OfProdThatStay =
        "prod-11 prod-19 prod-26 prod-33 prod-5 prod-month-3-last prod-month-4-last prod-month-5-last prod-month-6-last prod-year-2-last prod-year-3-last";

    private static readonly string Fleet = PolicyFleet.Region(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Each_keeps_what_it_governs_for_as_long_as_it_says()
    {
        var night = await nights.RunAsync(Fleet, Payload(Dev, Prod, Rest));

        Assert.Equal($"dev-a-3 dev-a-6 dev-b-4 last-backup left-new legacy {OfProdThatStay}", night.Left);
        var (result, policies) = (night.Result, night.Result.Policies!);
        Assert.Equal((RunStatus.Succeeded, 10), (result.Status, result.Totals.Deleted));
        Assert.Equal(
            [("dev", 7), ("prod", 35), ("rest", 30)],
            policies.Select(policy => (policy.Name, (int)Math.Round((result.ReferenceTime!.Value - policy.Cutoff).TotalDays))));
        Assert.Equal([3, 6, 1], policies.Select(policy => policy.Totals.Deleted!.Value));
        Assert.Equal(
            ["TooYoung 3", "LeftoverTooRecent 1, NewestOfDeletedVolume 1, NewestOfVolume 1"],
            policies.Where(policy => policy.Name != "prod").Select(policy => Night.KeptOf(policy.Totals)));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Their_totals_are_the_run_s(string dryRun)
    {
        var night = await nights.RunAsync(Fleet, Payload([Dev, Prod, Rest], dryRun));

        var (totals, policies) = (night.Result.Totals, night.Result.Policies!.Select(policy => policy.Totals).ToList());
        Assert.All(policies, policy => Assert.True(policy.AddUp));
        Assert.Equal(
            (totals.Scanned, totals.InScope, totals.Deleted ?? totals.WouldDelete, totals.FullSizeBytes),
            (policies.Sum(policy => policy.Scanned),
                policies.Sum(policy => policy.InScope),
                policies.Sum(policy => policy.Deleted ?? policy.WouldDelete),
                policies.Sum(policy => policy.FullSizeBytes)));
        Assert.All(totals.Kept, kept => Assert.Equal(kept.Value, policies.Sum(policy => policy.Kept.GetValueOrDefault(kept.Key))));
    }

    [Fact]
    public async Task Their_order_has_no_effect()
    {
        var one = await nights.RunAsync(Fleet, Payload(Dev, Prod, Rest));
        var other = await nights.RunAsync(Fleet, Payload(Rest, Prod, Dev));

        Assert.Equal((one.Left, one.Result.PlanDigest, one.Kept), (other.Left, other.Result.PlanDigest, other.Kept));
        Assert.Equal(Told(one), Told(other));
        Assert.Equal(one.Result.Settings["policies"].Value.GetRawText(), other.Result.Settings["policies"].Value.GetRawText());
    }

    [Fact]
    public async Task One_run_can_be_for_some_of_them_and_decides_nothing_else()
    {
        var night = await nights.RunAsync(
            Fleet, $$"""{ "dryRun": false, "onlyPolicies": ["dev"], "policies": [{{Dev}}, {{Prod}}, {{Rest}}] }""");

        Assert.Equal(24, night.After.Snapshots.Count);
        Assert.Equal(("NoPolicy 21, TooYoung 3", 3), (night.Kept, night.Result.Totals.Deleted));
        Assert.Null(night.After.Snapshots["snap-left-new"].TagValue("snapshot-lambda:leftover-since"));
    }

    [Fact]
    public async Task What_none_governs_stays_and_so_does_its_mark()
    {
        var night = await nights.RunAsync(
            """
            "volumes": ["vol-x"],
            "snapshots": [
              { "id": "snap-x-1", "volumeId": "vol-x", "ageDays": 90, "tags": { "snapshot-lambda:delete-after": "2024-01-31" } },
              { "id": "snap-x-2", "volumeId": "vol-x", "ageDays": 80 }, { "id": "snap-x-3", "volumeId": "vol-x", "ageDays": 3 } ]
            """,
            $$"""{ "dryRun": false, "graceDays": 2, "policies": [{{Dev}}, {{Prod}}] }""");

        Assert.Equal(("x-1 x-2 x-3", "NoPolicy 3", 0), (night.Left, night.Kept, night.Result.Totals.InScope));
        Assert.Equal("2024-01-31", night.After.Snapshots["snap-x-1"].TagValue("snapshot-lambda:delete-after"));
    }

    [Theory]
    [InlineData("dev", "nightly")]
    [InlineData("nightly", "dev")]
    public async Task What_several_govern_goes_only_if_all_let_it_go(string first, string second)
    {
        string Named(string name) =>
            name == "dev" ? Dev : """{ "name": "nightly", "includeTags": { "Job": ["nightly"] }, "maxAgeDays": 60 }""";
        var night = await nights.RunAsync(
            """
            "volumes": ["vol-x"],
            "snapshots": [
              { "id": "snap-both-90", "volumeId": "vol-x", "ageDays": 90, "tags": { "Environment": "dev", "Job": "nightly" } },
              { "id": "snap-both-50", "volumeId": "vol-x", "ageDays": 50, "tags": { "Environment": "dev", "Job": "nightly" } },
              { "id": "snap-dev-50", "volumeId": "vol-x", "ageDays": 51, "tags": { "Environment": "dev" } },
              { "id": "snap-dev-3", "volumeId": "vol-x", "ageDays": 3, "tags": { "Environment": "dev" } } ]
            """,
            Payload(Named(first), Named(second)));

        Assert.Equal("both-50 dev-3", night.Left);
        Assert.Equal("TooYoung 1", Night.KeptOf(night.Result.Policies!.Single(policy => policy.Name == "nightly").Totals));
    }

    [Fact]
    public async Task The_settings_file_says_the_same_and_a_locked_payload_no_other()
    {
        using var folder = new Folder();
        var deployed = Path.Combine(folder.At("function"), Path.GetFileName(TestedFunction.Path));
        Copy(Path.GetDirectoryName(TestedFunction.Path)!, folder.At("function"));
        await File.WriteAllTextAsync(folder.At("function/snapshotlambda.json"), $$"""{ "policies": [{{Dev}}, {{Prod}}, {{Rest}}] }""");
        await using var locked = new Nights(mayTag: true, deployed)
        {
            Variables = [("SNAPSHOT_LAMBDA_LOCKED", "true"), ("SNAPSHOT_LAMBDA_MIN_AGE_DAYS", "7"), ("SNAPSHOT_LAMBDA_DRY_RUN", "false")],
        };
        await locked.InitializeAsync();

        var ofPayload = await nights.RunAsync(Fleet, Payload(Dev, Prod, Rest));
        var ofFile = await locked.RunAsync(Fleet, "{}");
        var repeated = await locked.RunAsync(Fleet, Payload([Rest, Dev, Prod], "true"));
        var others = await locked.RunAsync(Fleet, Payload(Dev.Replace("7", "8", StringComparison.Ordinal), Prod, Rest));

        Assert.Equal((ofPayload.Left, Told(ofPayload), "file"), (ofFile.Left, Told(ofFile), ofFile.Result.Settings["policies"].From));
        Assert.Equal((RunStatus.Succeeded, 10), (repeated.Result.Status, repeated.Result.Totals.WouldDelete));
        Assert.Equal(RunStatus.InvalidConfiguration, others.Result.Status);
        Assert.Contains("policies", Assert.Single(others.Result.Errors!), StringComparison.Ordinal);
        Assert.Equal(27, others.After.Snapshots.Count);
    }

    private static string Payload(params string[] policies) => Payload(policies, "false");

    private static string Payload(string[] policies, string dryRun) =>
        $$"""{ "dryRun": {{dryRun}}, "policies": [{{string.Join(", ", policies)}}] }""";

    /// <summary>What the result says by policy, but for the instants.</summary>
    private static string Told(Night night) =>
        JsonSerializer.Serialize(night.Result.Policies!.Select(policy => new { policy.Name, policy.Totals }));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
