using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.EndToEnd.Tests.Serve;

public sealed class AwsCliTests
{
    [FactWithAwsCli]
    public async Task Lists_every_page()
    {
        await using var sandbox = await SandboxServer.StartAsync(Fleets.Of(1200), new() { Pages = PageShape.Full });
        Assert.Equal(
            "1200", (await RunAsync(sandbox, "ec2 describe-snapshots --owner-ids self --page-size 100 --query length(Snapshots)")).Out);
        Assert.Equal(
            "102",
            (await RunAsync(
                sandbox,
                "ec2 describe-snapshots --owner-ids self --filters Name=tag:Number,Values=12*,1?? --query length(Snapshots)")).Out);
    }

    [FactWithAwsCli]
    public async Task Reads_a_snapshot_as_it_is()
    {
        await using var sandbox = await SandboxServer.StartAsync(Fleets.Of(5));
        var ended = await RunAsync(
            sandbox,
            "ec2 describe-snapshots --snapshot-ids snap-00000005 --output text --query Snapshots[].[SnapshotId,VolumeId,StartTime,State,VolumeSize,Description]");
        // Version 1 shows an instant as it travels, version 2 with its offset.
        Assert.Equal(
            "snap-00000005\tvol-00000001\t2026-11-17T03:00:00+00:00\tcompleted\t8\tünï <5>",
            ended.Out.Replace(".000Z", "+00:00", StringComparison.Ordinal));
    }

    [FactWithAwsCli]
    public async Task Deletes_tags_and_is_refused()
    {
        await using var sandbox = await SandboxServer.StartAsync(Fleets.Of(5));
        Assert.Equal(new(0, "", ""), await RunAsync(sandbox, "ec2 delete-snapshot --snapshot-id snap-00000005"));
        Assert.Equal(0, (await RunAsync(sandbox, "ec2 create-tags --resources snap-00000003 --tags Key=a,Value=b")).ExitCode);
        var gone = await RunAsync(sandbox, "ec2 delete-snapshot --snapshot-id snap-00000005");
        var inUse = await RunAsync(sandbox, "ec2 delete-snapshot --snapshot-id snap-00000001");
        var dry = await RunAsync(sandbox, "ec2 delete-snapshot --snapshot-id snap-00000002 --dry-run");
        Assert.Contains("(InvalidSnapshot.NotFound)", gone.Error, StringComparison.Ordinal);
        Assert.Contains("The snapshot snap-00000001 is currently in use by ami-00000001", inUse.Error, StringComparison.Ordinal);
        Assert.Contains("Request would have succeeded, but DryRun flag is set.", dry.Error, StringComparison.Ordinal);
        Assert.Equal("b", sandbox.World.Accounts[0].Regions[0].Snapshots["snap-00000003"].TagValue("a"));
    }

    [FactWithAwsCli]
    public async Task Assumes_a_role()
    {
        await using var sandbox = await SandboxServer.StartAsync(Fleets.Of(1));
        var ended = await RunAsync(
            sandbox,
            "sts assume-role --role-arn arn:aws:iam::111122223333:role/reader --role-session-name cli --output text --query AssumedRoleUser.Arn");
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/reader/cli", ended.Out);
    }

    [FactWithAwsCli]
    public async Task Puts_lists_and_gets_objects()
    {
        await using var sandbox = await SandboxServer.StartAsync(Fleets.Of(1));
        using var folder = new Folder();
        var page = folder.Write("page.html", "<p>ünï</p>");
        Assert.Equal(0, (await RunAsync(sandbox, $"s3 cp {page} s3://reports/runs/1/page.html")).ExitCode);
        var put = sandbox.World.Bucket("reports")!.Objects["runs/1/page.html"];
        Assert.Equal((12, "text/html"), (put.Body.Length, put.Headers["Content-Type"]));
        Assert.EndsWith(" 12 page.html", (await RunAsync(sandbox, "s3 ls s3://reports/runs/1/")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(sandbox, $"s3 cp s3://reports/runs/1/page.html {folder.At("back.html")}")).ExitCode);
        Assert.Equal("<p>ünï</p>", await File.ReadAllTextAsync(folder.At("back.html")));
    }

    private static Task<Outcome> RunAsync(SandboxServer sandbox, string command) =>
        ForeignClient.RunAsync(ForeignClient.AwsCli!, sandbox, [.. command.Split(' '), "--endpoint-url", sandbox.Url.AbsoluteUri]);
}
