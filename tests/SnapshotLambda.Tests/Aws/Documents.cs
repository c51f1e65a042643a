namespace SnapshotLambda.Tests.Aws;

/// <summary>Well-formed replies of EC2 and STS.</summary>
internal static class Documents
{
    private const string Ec2 = "xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15\"";

    public static Reply Snapshots(string items, string? nextToken = null) => Page("DescribeSnapshots", "snapshotSet", items, nextToken);

    public static Reply Images(string items, string? nextToken = null) => Page("DescribeImages", "imagesSet", items, nextToken);

    public static Reply Volumes(string items, string? nextToken = null) => Page("DescribeVolumes", "volumeSet", items, nextToken);

    public static Reply BinnedImages(string items, string? nextToken = null) =>
        Page("ListImagesInRecycleBin", "imageSet", items, nextToken);

    public static Reply BinnedVolumes(string items, string? nextToken = null) =>
        Page("ListVolumesInRecycleBin", "volumeSet", items, nextToken);

    public static Reply LaunchTemplateList(string items, string? nextToken = null) =>
        Page("DescribeLaunchTemplates", "launchTemplates", items, nextToken);

    public static Reply LaunchTemplates(string items, string? nextToken = null) =>
        Page("DescribeLaunchTemplateVersions", "launchTemplateVersionSet", items, nextToken);

    public static Reply Locks(string items, string? nextToken = null) => Page("DescribeLockedSnapshots", "snapshotSet", items, nextToken);

    public static Reply FastRestores(string items, string? nextToken = null) =>
        Page("DescribeFastSnapshotRestores", "fastSnapshotRestoreSet", items, nextToken);

    public static Reply TierStatuses(string items, string? nextToken = null) =>
        Page("DescribeSnapshotTierStatus", "snapshotTierStatusSet", items, nextToken);

    public static Reply Shares(string snapshotId, string items) => Reply.Of(
        200,
        $"<DescribeSnapshotAttributeResponse {Ec2}><requestId>request-1</requestId><snapshotId>{snapshotId}</snapshotId>"
            + $"<createVolumePermission>{items}</createVolumePermission></DescribeSnapshotAttributeResponse>");

    public static Reply Regions(string items) => Page("DescribeRegions", "regionInfo", items, null);

    public static Reply Deleted { get; } = Reply.Of(
        200, $"<DeleteSnapshotResponse {Ec2}><requestId>request-1</requestId><return>true</return></DeleteSnapshotResponse>");

    public static Reply Caller(string account) => Reply.Of(
        200,
        """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>"""
            + $"<UserId>AIDAEXAMPLE</UserId>{account}</GetCallerIdentityResult><ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>");

    /// <summary>STS's reply to AssumeRole, with this in place of the credentials.</summary>
    public static Reply Session(string credentials) => Reply.Of(
        200,
        """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>"""
            + $"{credentials}</AssumeRoleResult><ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></AssumeRoleResponse>");

    public static Reply Session(string key, DateTimeOffset expiration) => Session(
        $"<Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>"
            + $"<Expiration>{expiration.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture)}</Expiration></Credentials>");

    public static Reply StsError(int status, string code) => Reply.Of(
        status,
        $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>No.</Message></Error><RequestId>request-2</RequestId></ErrorResponse>");

    public static string Snapshot(string id) => $"<item><snapshotId>{id}</snapshotId></item>";

    public static Reply Recorded(string name)
    {
        var body = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Aws", "recorded", name + ".xml"));
        return Reply.Of(int.Parse(name.Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture), body);
    }

    private static Reply Page(string action, string set, string items, string? nextToken) => Reply.Of(
        200,
        $"<{action}Response {Ec2}><requestId>request-1</requestId><{set}>{items}</{set}>"
            + $"{(nextToken is null ? "" : $"<nextToken>{nextToken}</nextToken>")}</{action}Response>");
}
