using System.Security.Cryptography;
using System.Text;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>The ARNs of resources, each in the partition of a region.</summary>
internal static class Arns
{
    /// <summary>The partition: <c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</summary>
    public static string Partition(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";

    /// <summary>
    /// A snapshot's ARN. It names no account: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
    /// </summary>
    public static string Snapshot(string region, string id) => $"arn:{Partition(region)}:ec2:{region}::snapshot/{id}";

    /// <summary>A role's ARN.</summary>
    public static string Role(string region, string accountId, string name) => $"arn:{Partition(region)}:iam::{accountId}:role/{name}";

    /// <summary>The ARN of a role's session.</summary>
    public static string AssumedRole(string region, string accountId, string name, string session) =>
        $"arn:{Partition(region)}:sts::{accountId}:assumed-role/{name}/{session}";

    /// <summary>That of an account's one user.</summary>
    public static string User(string region, string accountId) => $"arn:{Partition(region)}:iam::{accountId}:user/sandbox";

    /// <summary>A role's unique id, the same in every run.</summary>
    public static string RoleId(string accountId, string name) =>
        "AROA" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId}/{name}")))[..17];
}
