namespace SnapshotLambda.Sandbox.Iam;

/// <summary>
/// The condition keys that the sandbox supports. A policy with another key is refused: ignoring the key would allow or deny differently
/// from AWS. See https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html and
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
/// </summary>
internal static class ContextKeys
{
    /// <summary>The start time of a snapshot, ISO 8601.</summary>
    public const string SnapshotTime = "ec2:SnapshotTime";

    /// <summary>The region, as EC2's own key.</summary>
    public const string Ec2Region = "ec2:Region";

    /// <summary>The region, as the key of all services.</summary>
    public const string RequestedRegion = "aws:RequestedRegion";

    /// <summary>The resource's account, 12 digits.</summary>
    public const string ResourceAccount = "aws:ResourceAccount";

    /// <summary>The tag keys in a request.</summary>
    public const string TagKeys = "aws:TagKeys";

    /// <summary>The ARN of the caller: of a session, that of its role.</summary>
    public const string PrincipalArn = "aws:PrincipalArn";

    /// <summary>True for a request over TLS. No request to the sandbox is.</summary>
    public const string SecureTransport = "aws:SecureTransport";

    /// <summary>The prefix that a list of a bucket asks for.</summary>
    public const string S3Prefix = "s3:prefix";

    /// <summary>The prefix for a tag that a request sets; the tag's key follows.</summary>
    public const string RequestTag = "aws:RequestTag/";

    /// <summary>The prefix for a tag of the resource; the tag's key follows.</summary>
    public const string ResourceTag = "aws:ResourceTag/";

    /// <summary>The same prefix as EC2's own key.</summary>
    public const string Ec2ResourceTag = "ec2:ResourceTag/";

    /// <summary>True if the sandbox supports the key.</summary>
    public static bool Knows(string key) =>
        Whole.Any(known => key.Equals(known, StringComparison.OrdinalIgnoreCase))
        || Prefixes.Any(prefix => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Whole =
    [
        SnapshotTime, Ec2Region, RequestedRegion, ResourceAccount, TagKeys, PrincipalArn, SecureTransport, S3Prefix,
    ];

    private static readonly string[] Prefixes = [RequestTag, ResourceTag, Ec2ResourceTag];
}
