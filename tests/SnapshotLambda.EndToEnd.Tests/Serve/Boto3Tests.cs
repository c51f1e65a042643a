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

    [FactWithBoto3]
    public async Task S3_takes_and_gives_objects()
    {
        await using var sandbox = await SandboxServer.StartAsync(Fleets.Of(1), new()
        {
            Faults = call => call.Action == "GetObject" && call.Parameters.Text("Key") == "slow" ? InjectedFault.Throttle : null,
        });
        var ended = await RunAsync(sandbox, """
            from botocore.exceptions import ClientError
            s = boto3.client('s3', endpoint_url=sys.argv[1])
            for algorithm in ['CRC32', 'SHA256']:
                s.put_object(Bucket='reports', Key='runs/ü &' + algorithm, Body=b'x' * 100000, ChecksumAlgorithm=algorithm, Metadata={'a': 'b'})
            s.put_object(Bucket='reports', Key='plain', Body=b'y', ContentMD5='QVKQdpWURg4uSFkikE80XQ==')
            got = s.get_object(Bucket='reports', Key='runs/ü &CRC32')
            print(len(got['Body'].read()), got['Metadata'], got['ContentType'], s.head_object(Bucket='reports', Key='plain')['ContentLength'])
            pages = s.get_paginator('list_objects_v2').paginate(Bucket='reports', PaginationConfig={'PageSize': 1})
            print([one['Key'] for page in pages for one in page['Contents']])
            for bucket, key in [('reports', 'none'), ('others', 'a'), ('reports', 'slow')]:
                try:
                    s.get_object(Bucket=bucket, Key=key)
                except ClientError as e:
                    print(e.response['Error']['Code'], e.response['ResponseMetadata']['HTTPStatusCode'])
            """);
        Assert.Equal("", ended.Error);
        Assert.Equal(
            [
                "100000 {'a': 'b'} binary/octet-stream 1", "['plain', 'runs/ü &CRC32', 'runs/ü &SHA256']",
                "NoSuchKey 404", "NoSuchBucket 404", "SlowDown 503",
            ],
            ended.Out.Split('\n'));
    }

    private static Task<Outcome> RunAsync(SandboxServer sandbox, string script) =>
        ForeignClient.RunAsync(ForeignClient.Python!, sandbox, "-c", Client + script, sandbox.Url.AbsoluteUri);
}
