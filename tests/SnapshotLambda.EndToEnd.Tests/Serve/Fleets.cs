using System.Text;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Serve;

/// <summary>A fleet for clients that are not ours.</summary>
internal static class Fleets
{
    /// <summary>Snapshots of the days 1, 2, 3…; the first backs a disabled AMI.</summary>
    public static World Of(int count) => FleetReader.Read(
        Encoding.UTF8.GetBytes($$"""
            { "now": "2026-11-22T03:00:00Z", "accounts": [ { "id": "111122223333", "buckets": ["reports"],
              "roles": [ { "name": "reader", "trustedBy": ["111122223333"],
                           "policy": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*" } } } ],
              "regions": [ { "name": "us-east-1", "volumes": ["vol-00000001"],
                "snapshots": [ {{string.Join(", ", Enumerable.Range(1, count).Select(Snapshot))}} ],
                "images": [ { "id": "ami-00000001", "state": "disabled", "snapshotIds": ["snap-00000001"] } ] } ] } ] }
            """),
        default);

    private static string Snapshot(int number) =>
        $$"""{ "id": "snap-{{number:x8}}", "volumeId": "vol-00000001", "ageDays": {{number}}, "description": "ünï <{{number}}>", "tags": { "Number": "{{number}}" } }""";
}
