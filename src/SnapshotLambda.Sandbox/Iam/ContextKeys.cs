namespace SnapshotLambda.Sandbox.Iam;

/// <summary>
/// The condition keys that the sandbox gives values to. A policy that names another one is refused: ignored,
/// it would allow or deny what AWS does not.
/// See https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
/// </summary>
internal static class ContextKeys
{
    /// <summary>When a snapshot was started, ISO 8601.</summary>
    public const string SnapshotTime = "ec2:SnapshotTime";

    /// <summary>The region, as EC2 names the key.</summary>
    public const string Ec2Region = "ec2:Region";

    /// <summary>The region, as every service names the key.</summary>
    public const string RequestedRegion = "aws:RequestedRegion";

    /// <summary>The account that the resource is in, 12 digits.</summary>
    public const string ResourceAccount = "aws:ResourceAccount";

    /// <summary>The keys of the tags that a request names.</summary>
    public const string TagKeys = "aws:TagKeys";

    /// <summary>A tag that a request sets; the tag's key follows.</summary>
    public const string RequestTag = "aws:RequestTag/";

    /// <summary>A tag that the resource has; the tag's key follows.</summary>
    public const string ResourceTag = "aws:ResourceTag/";

    /// <summary>The same, as EC2 names it.</summary>
    public const string Ec2ResourceTag = "ec2:ResourceTag/";

    /// <summary>Whether the sandbox gives that key values.</summary>
    public static bool Knows(string key) =>
        Whole.Any(known => key.Equals(known, StringComparison.OrdinalIgnoreCase))
        || Prefixes.Any(prefix => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Whole = [SnapshotTime, Ec2Region, RequestedRegion, ResourceAccount, TagKeys];
    private static readonly string[] Prefixes = [RequestTag, ResourceTag, Ec2ResourceTag];
}
