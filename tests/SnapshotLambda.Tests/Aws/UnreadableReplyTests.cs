using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Tests.Aws;

public sealed class UnreadableReplyTests
{
    private static readonly Dictionary<string, (Reply Reply, string Code)> Malformed = new()
    {
        ["html with 200"] = (Reply.Of(200, "<html><head/><body>Sign in</body></html>", "text/html"), FaultCode.UnreadableReply),
        ["html with 200 and a doctype"] = (Reply.Of(200, "<!DOCTYPE html><html><br></html>", "text/html"), FaultCode.UnreadableReply),
        ["html with 500"] = (Reply.Of(500, "<html><body>Oops</body></html>", "text/html"), FaultCode.UnreadableReply),
        ["html with 503"] = (Reply.Of(503, "<!DOCTYPE html><html><br></html>", "text/html"), FaultCode.UnreadableReply),
        ["text with 502"] = (Reply.Of(502, "Bad Gateway", "text/plain"), FaultCode.UnreadableReply),
        ["json with 200"] = (Reply.Of(200, """{"message":null}""", "application/json"), FaultCode.UnreadableReply),
        ["an empty body with 200"] = (Reply.Of(200, ""), FaultCode.UnreadableReply),
        ["an empty body with 500"] = (Reply.Of(500, ""), FaultCode.UnreadableReply),
        ["no content"] = (Reply.Raw("HTTP/1.1 204 No Content\r\n\r\n", Reply.Ending.KeepOpen), FaultCode.UnreadableReply),
        ["truncated xml"] = (Reply.Of(200, "<ListResponse><requestId>r</requestId><snapshotSet><item><snapsh"), FaultCode.UnreadableReply),
        ["another action's document"] = (Reply.Of(200, "<CopySnapshotResponse><requestId>r</requestId></CopySnapshotResponse>"),
            FaultCode.UnreadableReply),
        ["an error document with 200"] = (Reply.Of(
            200, "<Response><Errors><Error><Code>AuthFailure</Code></Error></Errors><RequestID>r</RequestID></Response>"),
            FaultCode.UnreadableReply),
        ["no http"] = (Reply.Raw("SSH-2.0-OpenSSH\r\n\r\n", Reply.Ending.Close), FaultCode.UnreadableReply),
        ["a body without end"] = (Reply.Raw(
            "HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n<DescribeSnapshotsResponse>",
            Reply.Ending.KeepOpen), FaultCode.UnreadableReply),
        ["a cut body with 200"] = (Reply.Cut(200, "<DescribeSnapshotsResponse><snapshotSet>", Reply.Ending.Close),
            FaultCode.ConnectionLost),
        ["a cut body with 500"] = (Reply.Cut(500, "<Response><Errors>", Reply.Ending.Close), FaultCode.ConnectionLost),
        ["a reset within the body"] = (Reply.Cut(200, "<DescribeSnapshotsResponse>", Reply.Ending.Reset), FaultCode.ConnectionLost),
        ["a reset"] = (Reply.Reset, FaultCode.ConnectionLost),
        ["a closed connection"] = (Reply.Closed, FaultCode.ConnectionLost),
    };

    public static TheoryData<string, string> EveryCallWithEveryMalformedReply => Calls.With(Malformed.Keys);

    [Theory]
    [MemberData(nameof(EveryCallWithEveryMalformedReply))]
    public async Task Is_a_transient_error_of_every_call_and_never_an_empty_success(string call, string malformed)
    {
        using var server = new ScriptedServer(Malformed[malformed].Reply);

        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(server.Url)));

        Assert.Equal(ErrorClass.Transient, error.Class);
        Assert.Equal(Malformed[malformed].Code, error.Code);
        Assert.DoesNotContain('\n', error.Message);
        Assert.InRange(error.Message.Length, 1, 450);
        Assert.Equal(Calls.AttemptsOf(call), server.Requests.Count);
    }

    [Fact]
    public async Task A_reply_that_says_nothing_of_its_length_is_read_to_64_MB_and_no_further()
    {
        var chunk = $"{1 << 20:x}\r\n{new string(' ', 1 << 20)}\r\n";
        using var server = new ScriptedServer(Reply.Raw(
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{string.Concat(Enumerable.Repeat(chunk, 65))}", Reply.Ending.KeepOpen));
        using var ec2 = Calls.Clients(server.Url).Ec2("us-east-1");

        var error = await Calls.FailureOfAsync(() => ec2.DeleteSnapshotAsync("snap-1", CancellationToken.None));

        Assert.Equal(FaultCode.UnreadableReply, error.Code);
        Assert.Contains("64 MB", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> EveryCallWithoutARequestId =>
        Calls.With(["", "<requestId/>", "<requestId> </requestId>", "<ResponseMetadata><RequestId/></ResponseMetadata>"]);

    [Theory]
    [MemberData(nameof(EveryCallWithoutARequestId))]
    public async Task A_reply_without_a_request_id_is_not_from_aws(string call, string id)
    {
        using var server = new ScriptedServer(request => Reply.Of(200, $"<{request["Action"]}Response>{id}</{request["Action"]}Response>"));

        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(server.Url)));

        Assert.Equal((ErrorClass.Transient, FaultCode.UnreadableReply, 200), (error.Class, error.Code, error.StatusCode));
        Assert.Null(error.RequestId);
    }

    [Theory]
    [InlineData(nameof(IEc2.ListSnapshotsAsync), "<snapshotSet><item><volumeId>vol-1</volumeId></item></snapshotSet>")]
    [InlineData(nameof(IEc2.ListSnapshotsAsync), "<snapshotSet><item><snapshotId/></item></snapshotSet>")]
    [InlineData(
        nameof(IEc2.ListSnapshotsAsync),
        "<snapshotSet><item><snapshotId>snap-1</snapshotId><startTime>yesterday</startTime></item></snapshotSet>")]
    [InlineData(nameof(IEc2.ListSnapshotsAsync), "<snapshotSet><item><snapshotId>snap-1</snapshotId><startTime/></item></snapshotSet>")]
    [InlineData(
        nameof(IEc2.ListSnapshotsAsync),
        "<snapshotSet><item><snapshotId>snap-1</snapshotId><volumeSize>99999999999</volumeSize></item></snapshotSet>")]
    [InlineData(nameof(IEc2.ListSnapshotsAsync), "")]
    [InlineData(nameof(IEc2.ListSnapshotsAsync), "<Errors><Error><Code>InternalError</Code><Message>No.</Message></Error></Errors>")]
    [InlineData(nameof(IEc2.ListSnapshotsAsync), "<result><snapshotSet/></result>")]
    [InlineData(nameof(IEc2.FindSnapshotsAsync), "")]
    [InlineData(nameof(IEc2.ListImagesAsync), "<imagesSet><item><imageState>available</imageState></item></imagesSet>")]
    [InlineData(nameof(IEc2.ListVolumeIdsAsync), "<volumeSet><item><status>in-use</status></item></volumeSet>")]
    [InlineData(
        nameof(IEc2.ListBinnedVolumeIdsAsync), "<volumeSet><item><volumeId>vol-1</volumeId></item><item><size>8</size></item></volumeSet>")]
    [InlineData(
        nameof(IEc2.ListLaunchTemplatesAsync),
        "<launchTemplates><item><latestVersionNumber>1</latestVersionNumber></item></launchTemplates>")]
    [InlineData(
        nameof(IEc2.ListLaunchTemplatesAsync),
        "<launchTemplates><item><launchTemplateId>lt-1</launchTemplateId><latestVersionNumber>many</latestVersionNumber></item></launchTemplates>")]
    [InlineData(
        nameof(IEc2.ReadLaunchTemplateAsync),
        "<launchTemplateVersionSet><item><launchTemplateId>lt-1</launchTemplateId></item></launchTemplateVersionSet>")]
    [InlineData(
        nameof(IEc2.ListBinnedImageIdsAsync), "<imageSet><item><imageId>ami-1</imageId></item><item><name>x</name></item></imageSet>")]
    [InlineData(
        nameof(IEc2.ListLaunchTemplateSnapshotIdsAsync),
        "<launchTemplateVersionSet><item><launchTemplateData/></item></launchTemplateVersionSet>")]
    [InlineData(
        nameof(IEc2.ListLaunchTemplateSnapshotIdsAsync),
        "<launchTemplateVersionSet><item><launchTemplateId>lt-1</launchTemplateId></item></launchTemplateVersionSet>")]
    [InlineData(
        nameof(IEc2.ListLocksAsync),
        "<snapshotSet><item><snapshotId>snap-1</snapshotId></item><item><lockState>expired</lockState></item></snapshotSet>")]
    [InlineData(nameof(IEc2.ListLocksAsync), "<snapshotSet><item><snapshotId/><lockState>governance</lockState></item></snapshotSet>")]
    [InlineData(nameof(IEc2.ListFastRestoresAsync), "<fastSnapshotRestoreSet><item><state>enabled</state></item></fastSnapshotRestoreSet>")]
    [InlineData(nameof(IEc2.ListPublicSnapshotIdsAsync), "<snapshotSet><item><volumeId>vol-1</volumeId></item></snapshotSet>")]
    [InlineData(
        nameof(IEc2.ListTieringOperationsAsync),
        "<snapshotTierStatusSet><item><snapshotId>snap-1</snapshotId></item><item><lastTieringOperationStatus>archival-in-progress</lastTieringOperationStatus></item></snapshotTierStatusSet>")]
    [InlineData(
        nameof(IEc2.ListTieringOperationsAsync),
        "<snapshotTierStatusSet><item><snapshotId/><lastTieringOperationStatus>archival-failed</lastTieringOperationStatus></item></snapshotTierStatusSet>")]
    [InlineData(
        nameof(IEc2.ListTierStatusesAsync),
        "<snapshotTierStatusSet><item><storageTier>archive</storageTier></item></snapshotTierStatusSet>")]
    [InlineData(
        nameof(IEc2.ListTierStatusesAsync),
        "<snapshotTierStatusSet><item><snapshotId>snap-1</snapshotId><archivalCompleteTime>long ago</archivalCompleteTime></item></snapshotTierStatusSet>")]
    [InlineData(nameof(IEc2.ListSharesAsync), "")]
    [InlineData(nameof(IEc2.ListSharesAsync), "<createVolumePermission/>")]
    [InlineData(nameof(IEc2.ListSharesAsync), "<snapshotId>snap-2</snapshotId><createVolumePermission/>")]
    [InlineData(nameof(IEc2.ListSharesAsync), "<snapshotId>snap-1</snapshotId><createVolumePermission><item/></createVolumePermission>")]
    [InlineData(
        nameof(IEc2.ListSharesAsync),
        "<snapshotId>snap-1</snapshotId><createVolumePermission><item><userId/></item></createVolumePermission>")]
    [InlineData(nameof(IEc2.ListRegionsAsync), "<regionInfo><item/></regionInfo>")]
    [InlineData(nameof(IEc2.ListBinnedAsync), "<snapshotSet><item><volumeId>vol-1</volumeId></item></snapshotSet>")]
    [InlineData(nameof(IEc2.FindBinnedAsync), "<snapshotSet><item><volumeId>vol-1</volumeId></item></snapshotSet>")]
    [InlineData(nameof(ISts.GetCallerAsync), "<GetCallerIdentityResult/><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>")]
    [InlineData(
        nameof(ISts.GetCallerAsync),
        "<GetCallerIdentityResult><Account/></GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>")]
    public async Task A_page_is_unreadable_whole_where_one_item_is(string call, string body)
    {
        using var server = new ScriptedServer(
            request => Reply.Of(200, $"<{request["Action"]}Response><requestId>r</requestId>{body}</{request["Action"]}Response>"));

        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(server.Url)));

        Assert.Equal((ErrorClass.Transient, FaultCode.UnreadableReply), (error.Class, error.Code));
    }

    [Fact]
    public async Task A_fault_that_passes_leaves_no_trace_in_the_listing()
    {
        using var server = new ScriptedServer(
            Documents.Snapshots(Documents.Snapshot("snap-1"), "two"),
            Malformed["html with 200"].Reply,
            Reply.Reset,
            Documents.Snapshots(Documents.Snapshot("snap-2")));

        var pages = await server.Ec2().ListSnapshotsAsync(default).ToListAsync();

        Assert.Equal(["snap-1", "snap-2"], pages.SelectMany(page => page).Select(snapshot => snapshot.Id));
        Assert.Equal([null, "two", "two", "two"], server.Requests.Select(request => request["NextToken"]));
    }
}
