using SnapshotLambda.Aws;

namespace SnapshotLambda.Tests.Aws;

public sealed class Ec2RequestTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        [nameof(IEc2.ListSnapshotsAsync)] = "Action=DescribeSnapshots MaxResults=1000 Owner.1=self Version=2016-11-15",
        [nameof(
            IEc2.ListImagesAsync)] = "Action=DescribeImages IncludeDeprecated=true IncludeDisabled=true MaxResults=1000 Owner.1=self Version=2016-11-15",
        [nameof(IEc2.ListVolumeIdsAsync)] = "Action=DescribeVolumes IncludeManagedResources=true MaxResults=1000 Version=2016-11-15",
        [nameof(IEc2.ListBinnedImageIdsAsync)] = "Action=ListImagesInRecycleBin MaxResults=1000 Version=2016-11-15",
        [nameof(IEc2.ListLaunchTemplateSnapshotIdsAsync)] =
            "Action=DescribeLaunchTemplateVersions IncludeManagedResources=true LaunchTemplateVersion.1=$Latest LaunchTemplateVersion.2=$Default MaxResults=200 Version=2016-11-15",
        [nameof(IEc2.ListBinnedVolumeIdsAsync)] = "Action=ListVolumesInRecycleBin MaxResults=500 Version=2016-11-15",
        [nameof(
            IEc2.ListLaunchTemplatesAsync)] = "Action=DescribeLaunchTemplates IncludeManagedResources=true MaxResults=200 Version=2016-11-15",
        [nameof(
            IEc2.ReadLaunchTemplateAsync)] = "Action=DescribeLaunchTemplateVersions IncludeManagedResources=true LaunchTemplateId=lt-1 MaxResults=200 Version=2016-11-15",
        [nameof(IEc2.ListLocksAsync)] = "Action=DescribeLockedSnapshots MaxResults=1000 Version=2016-11-15",
        [nameof(IEc2.ListFastRestoresAsync)] = "Action=DescribeFastSnapshotRestores MaxResults=200 Version=2016-11-15",
        [nameof(
            IEc2.ListPublicSnapshotIdsAsync)] = "Action=DescribeSnapshots MaxResults=1000 Owner.1=self RestorableBy.1=all Version=2016-11-15",
        [nameof(IEc2.ListTieringOperationsAsync)] =
            "Action=DescribeSnapshotTierStatus Filter.1.Name=last-tiering-operation Filter.1.Value.1=archival-in-progress Filter.1.Value.2=temporary-restore-in-progress "
            + "Filter.1.Value.3=temporary-restore-completed Filter.1.Value.4=permanent-restore-in-progress MaxResults=1000 Version=2016-11-15",
        [nameof(IEc2.ListTierStatusesAsync)] =
            "Action=DescribeSnapshotTierStatus Filter.1.Name=snapshot-id Filter.1.Value.1=snap-1 MaxResults=200 Version=2016-11-15",
        [nameof(
            IEc2.ListSharesAsync)] = "Action=DescribeSnapshotAttribute Attribute=createVolumePermission SnapshotId=snap-1 Version=2016-11-15",
        [nameof(IEc2.ListRegionsAsync)] = "Action=DescribeRegions AllRegions=false Version=2016-11-15",
        [nameof(IEc2.FindSnapshotsAsync)] =
            "Action=DescribeSnapshots Filter.1.Name=snapshot-id Filter.1.Value.1=snap-1 MaxResults=1000 Owner.1=self Version=2016-11-15",
        [nameof(IEc2.DenialOfDeletionAsync)] = "Action=DeleteSnapshot DryRun=true SnapshotId=snap-1 Version=2016-11-15",
        [nameof(IEc2.DeleteSnapshotAsync)] = "Action=DeleteSnapshot SnapshotId=snap-1 Version=2016-11-15",
        [nameof(
            IEc2.TagSnapshotsAsync)] = "Action=CreateTags ResourceId.1=snap-1 ResourceId.2=snap-2 Tag.1.Key=a key Tag.1.Value=a value Version=2016-11-15",
        [nameof(IEc2.UntagSnapshotsAsync)] = "Action=DeleteTags ResourceId.1=snap-1 ResourceId.2=snap-2 Tag.1.Key=a key Version=2016-11-15",
        [nameof(IEc2.RestoreSnapshotAsync)] = "Action=RestoreSnapshotFromRecycleBin SnapshotId=snap-1 Version=2016-11-15",
        [nameof(IEc2.RemoveTagsAsync)] = "Action=DeleteTags ResourceId.1=snap-1 ResourceId.2=snap-2 Tag.1.Key=a key Tag.2.Key=b Version=2016-11-15",
        [nameof(IEc2.FindBinnedAsync)] = "Action=ListSnapshotsInRecycleBin SnapshotId.1=snap-1 Version=2016-11-15",
        [nameof(IEc2.ListBinnedAsync)] = "Action=ListSnapshotsInRecycleBin MaxResults=1000 Version=2016-11-15",
        [nameof(ISts.GetCallerAsync)] = "Action=GetCallerIdentity Version=2011-06-15",
        [nameof(
            ISts.AssumeRoleAsync)] = "Action=AssumeRole DurationSeconds=3600 RoleArn=arn:aws:iam::111122223333:role/delete RoleSessionName=run Version=2011-06-15",
    };

    public static TheoryData<string> EveryCall => [.. Calls.Names];

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task Says_what_it_means_and_nothing_more(string call)
    {
        using var server = new ScriptedServer(Reply.Error(400, "Enough"));

        await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(server.Url)));

        Assert.Equal(
            Expected[call],
            string.Join(' ', Single(call, server.Requests).Form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(
                field => $"{field.Key}={field.Value}")));
    }

    /// <summary>The only request; where it is one with DryRun, the one after those that see whether DryRun is heeded.</summary>
    private static ScriptedServer.Request Single(string call, IReadOnlyList<ScriptedServer.Request> requests) =>
        Assert.Single(requests.Skip(call == nameof(IEc2.DenialOfDeletionAsync) ? 2 : 0));

    [Theory]
    [InlineData("us-west-2")]
    [InlineData("cn-north-1")]
    [InlineData("xx-future-1")]
    public async Task Is_signed_for_its_own_region_even_at_another_endpoint(string region)
    {
        using var server = new ScriptedServer(Reply.Error(400, "Enough"));

        await Calls.FailureOfAsync(() => server.Ec2(region: region).DeleteSnapshotAsync("snap-1", default));
        await Calls.FailureOfAsync(() => server.Sts(region: region).GetCallerAsync(default));

        Assert.Contains($"/{region}/ec2/aws4_request", server.Requests[0].Head, StringComparison.Ordinal);
        Assert.Contains($"/{region}/sts/aws4_request", server.Requests[1].Head, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task Does_not_follow_a_redirect(string call)
    {
        using var elsewhere = new ScriptedServer(Documents.Deleted);
        using var server = new ScriptedServer(
            Reply.Raw($"HTTP/1.1 307 Elsewhere\r\nLocation: {elsewhere.Url}\r\nContent-Length: 0\r\n\r\n", Reply.Ending.KeepOpen));

        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(server.Url)));

        Assert.Equal(307, error.StatusCode);
        Assert.Empty(elsewhere.Requests);
    }
}
