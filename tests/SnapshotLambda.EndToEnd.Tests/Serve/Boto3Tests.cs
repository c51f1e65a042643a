using System.Globalization;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.EndToEnd.Tests.Serve;

public sealed class Boto3Tests
{
    private const string Client = "import sys, boto3\nc = boto3.client('ec2', endpoint_url=sys.argv[1])\n";

    [FactWithBoto3]
    public async Task Its_paginator_lists_everything_from_ragged_pages()
    {
        await using var sandbox = await SandboxServer.StartAsync(Fleets.Of(500), new() { Pages = PageShape.Ragged, Seed = 3 });
        var ended = await RunAsync(sandbox, """
            pages = c.get_paginator('describe_snapshots').paginate(OwnerIds=['self'], PaginationConfig={'PageSize': 20})
            ids = [s['SnapshotId'] for page in pages for s in page['Snapshots']]
            print(len(set(ids)), len(ids))
            """);
        var counts = ended.Out.Split(' ');
        Assert.True(counts.Length == 2, ended.Error);
        Assert.Equal("500", counts[0]);
        Assert.InRange(int.Parse(counts[1], CultureInfo.InvariantCulture), 501, 1000);
    }

    [FactWithBoto3]
    public async Task Its_errors_and_values_are_AWSs()
    {
        await using var sandbox = await SandboxServer.StartAsync(Fleets.Of(3));
        var ended = await RunAsync(sandbox, """
            from botocore.exceptions import ClientError
            print(c.describe_snapshots(SnapshotIds=['snap-00000002'])['Snapshots'][0]['StartTime'].isoformat())
            print(c.delete_snapshot(SnapshotId='snap-00000002')['ResponseMetadata']['HTTPStatusCode'])
            for id in ['snap-00000001', 'snap-00000002', 'snap!']:
                try:
                    c.delete_snapshot(SnapshotId=id)
                except ClientError as e:
                    print(e.response['Error']['Code'], e.response['ResponseMetadata']['HTTPStatusCode'])
            print(c.describe_images(Owners=['self'], IncludeDeprecated=True)['Images'], c.describe_regions()['Regions'][0]['RegionName'])
            """);
        Assert.Equal("", ended.Error);
        Assert.Equal(
            [
                "2026-11-20T03:00:00+00:00", "200", "InvalidSnapshot.InUse 400", "InvalidSnapshot.NotFound 400",
                "InvalidSnapshotID.Malformed 400", "[] us-east-1",
            ],
            ended.Out.Split('\n'));
    }

    private static Task<Outcome> RunAsync(SandboxServer sandbox, string script) =>
        ForeignClient.RunAsync(ForeignClient.Python!, sandbox, "-c", Client + script, sandbox.Url.AbsoluteUri);
}
