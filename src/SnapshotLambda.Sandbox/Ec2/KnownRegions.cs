using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>The regions of AWS: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html</summary>
internal static class KnownRegions
{
    private static readonly string[] Always =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
        "cn-north-1", "cn-northwest-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1",
        "us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1", "us-west-1", "us-west-2",
    ];

    private static readonly string[] OnRequest =
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6",
        "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1",
        "mx-central-1",
    ];

    /// <summary>The regions of a partition, and all other regions of an account.</summary>
    public static IEnumerable<string> OfPartition(string partition, Account account) => Always.Concat(OnRequest)
        .Where(name => Arns.Partition(name) == partition)
        .Union(account.Regions.Select(region => region.Name));

    /// <summary>The account's opt-in status for a region.</summary>
    public static string OptInStatus(string name, Account account) =>
        account.Region(name) is null ? "not-opted-in" : Always.Contains(name) ? "opt-in-not-required" : "opted-in";

    /// <summary>EC2's host in a region.</summary>
    public static string Endpoint(string name) => $"ec2.{name}.amazonaws.com{(Arns.Partition(name) == "aws-cn" ? ".cn" : "")}";
}
