using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Access;

/// <summary>The built function in a process of its own, in a fleet file with roles, as the template would set its environment.</summary>
[Trait("Starts", "Function")]
public sealed class FenceTests : IDisposable
{
    private const string Own = "111122223333", Member = "222233334444";
    private const string Delete = """{"dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100}""";
    private const string RoleOfOwn = $"SNAPSHOT_LAMBDA_DELETE_ROLE_ARN=arn:aws:iam::{Own}:role/delete";

    private static readonly string[] ToLook = ["ec2:Describe*", "ec2:List*"];
    private static readonly string[] ToDelete = [.. ToLook, "ec2:DeleteSnapshot"];

    private readonly Folder _folder = new();

    [Fact]
    public async Task A_real_run_deletes_behind_a_fence_that_it_has_seen_to_hold()
    {
        var (result, left) = await RunAsync(
            Delete, WithOldAndYoung(FleetText.OfAccount(Own).WithRole("delete", trusting: Own, allowing: ToDelete)), RoleOfOwn);

        Assert.Equal((RunStatus.Succeeded, 2, "verified"), (result.Status, result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Equal(["snap-kept", "snap-young"], left[Own]);
        using var line = JsonDocument.Parse((await File.ReadAllLinesAsync(_folder.At("log.jsonl")))
            .Single(text => text.Contains("""message":"fence_checked""", StringComparison.Ordinal)));
        Assert.Equal(("verified", Own, "us-east-1"), (Text(line, "result"), Text(line, "account"), Text(line, "region")));
    }

    [Fact]
    public async Task A_dry_run_tries_it_as_well_and_deletes_nothing()
    {
        var (result, left) = await RunAsync(
            """{"keepLatestPerVolume": 0}""",
            WithOldAndYoung(FleetText.OfAccount(Own).WithRole("delete", trusting: Own, allowing: ToDelete)),
            RoleOfOwn);

        Assert.Equal((RunStatus.Succeeded, 2, "verified"), (result.Status, result.Totals.WouldDelete, result.Regions[0].Fence));
        Assert.Equal(4, left[Own].Count);
    }

    [Fact]
    public async Task A_role_that_is_not_there_fails_the_run_and_is_named()
    {
        var (result, left) = await RunAsync(
            Delete, WithOldAndYoung(FleetText.OfAccount(Own).WithRole("another", trusting: Own, allowing: ToDelete)), RoleOfOwn);

        Assert.Equal((RunStatus.Failed, "AccessDenied"), (result.Status, result.Reason));
        Assert.Contains($"arn:aws:iam::{Own}:role/delete", result.Message, StringComparison.Ordinal);
        Assert.Equal(4, left[Own].Count);
    }

    [Fact]
    public async Task A_role_that_may_not_delete_refuses_the_run()
    {
        var (result, left) = await RunAsync(
            Delete, WithOldAndYoung(FleetText.OfAccount(Own).WithRole("delete", trusting: Own, allowing: ToLook)), RoleOfOwn);

        Assert.Equal((RunStatus.Refused, "FenceRefusesCandidate", 5), (result.Status, result.Reason, result.ExitCode));
        Assert.Equal(4, left[Own].Count);
    }

    [Fact]
    public async Task Another_account_is_cleaned_through_its_role_and_the_own_one_is_left_alone()
    {
        var (result, left) = await RunAsync(
            $$"""{"accounts": ["{{Member}}"], "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100}""",
            WithOldAndYoung(WithOldAndYoung(FleetText.OfAccount(Own))
                .AndAccount(Member)
                .WithRole("clean-up", trusting: Own, allowing: ToDelete, externalId: "between-us")),
            "SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME=clean-up", "SNAPSHOT_LAMBDA_EXTERNAL_ID=between-us");

        Assert.Equal(
            (RunStatus.Succeeded, 2, Member, "verified"),
            (result.Status, result.Totals.Deleted, result.Regions[0].Account, result.Regions[0].Fence));
        Assert.Equal((4, 2), (left[Own].Count, left[Member].Count));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(RunResult Result, Dictionary<string, List<string>> Left)> RunAsync(
        string payload, FleetText fleet, params string[] variables)
    {
        string after = _folder.At("after.json"), file = _folder.At("result.json");
        var ended = await SandboxProcess.RunAsync(
        [
            "invoke",
            _folder.Write("event.json", payload),
            "--fleet",
            _folder.Write("fleet.json", fleet.ToString()),
            "--request-limits",
            "off",
            "--result",
            file,
            "--logs",
            _folder.At("log.jsonl"),
            "--world-after",
            after,
            .. variables.SelectMany(variable => new[] { "--env", variable }),
        ]);
        Assert.Equal("", ended.Error);
        var result = ResultJson.TryRead(await File.ReadAllTextAsync(file))!;
        Assert.Equal(result.ExitCode, ended.ExitCode);
        var world = FleetReader.Read(await File.ReadAllBytesAsync(after), TimeProvider.System.GetUtcNow());
        return (result, world.Accounts.ToDictionary(account => account.Id, account => account.Regions[0].Snapshots.Keys.ToList()));
    }

    /// <summary>The account with two snapshots to delete and two to keep.</summary>
    private static FleetText WithOldAndYoung(FleetText account) =>
        account.WithSnapshots(90, "snap-old")
            .WithSnapshots(100, "snap-older")
            .WithSnapshots(101, "snap-kept")
            .Tagged("DoNotDelete")
            .WithSnapshots(2, "snap-young");

    private static string? Text(JsonDocument line, string key) => line.RootElement.GetProperty(key).GetString();
}
