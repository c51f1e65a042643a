using System.Globalization;
using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

/// <summary>
/// Documents that another implementation of AWS wrote, read by AWS's own client: what the sandbox is tested with
/// above is thereby known to read what others write.
/// </summary>
public class RecordedDocumentsTests
{
    [Fact]
    public async Task Snapshots_of_the_first_page()
    {
        var page = await Ec2("describe-snapshots-page-1.200").DescribeSnapshotsAsync();
        var first = page.Snapshots[0];
        Assert.Equal((25, "cGVlcnM6MjY=", "request-id"), (page.Snapshots.Count, page.NextToken, page.ResponseMetadata.RequestId));
        Assert.Equal(
            ("snap-2e9abdcd10c363ddf", "vol-1fe5102946094c24c", "completed", 500),
            (first.SnapshotId, first.VolumeId, first.State.Value, first.VolumeSize));
        Assert.Equal(new DateTime(2026, 10, 23, 10, 32, 17, DateTimeKind.Utc), first.StartTime);
        Assert.Equal("ünïcode & <xml> \"q\"", first.Description);
        Assert.Equal(["Name=snap 0", "Environment=test", "retain="], first.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Equal("vol-ffffffff", page.Snapshots[1].VolumeId);
        Assert.Contains(page.Snapshots, snapshot => snapshot.Tags?.Any(tag => tag.Key == "aws:backup:source-resource") == true);
    }

    [Fact]
    public async Task The_last_page_has_no_token() =>
        Assert.Null((await Ec2("describe-snapshots-page-2.200").DescribeSnapshotsAsync()).NextToken);

    [Fact]
    public async Task Images_name_their_snapshots()
    {
        var image = Assert.Single((await Ec2("describe-images.200").DescribeImagesAsync()).Images);
        Assert.Equal(("ami-9acc3dac0a4b2cecf", "available"), (image.ImageId, image.State.Value));
        Assert.Equal(
            ["snap-5bfe34946cee2c674", "snap-4ae4e1ad20af03f4a", "snap-2ab3ad68b928c62ec"],
            image.BlockDeviceMappings.Select(device => device.Ebs.SnapshotId));
    }

    [Fact]
    public async Task Regions_say_whether_they_are_enabled()
    {
        var regions = (await Ec2("describe-regions.200").DescribeRegionsAsync(new DescribeRegionsRequest())).Regions;
        Assert.Equal("opt-in-not-required", regions.Single(region => region.RegionName == "us-east-1").OptInStatus);
        Assert.Equal("not-opted-in", regions.Single(region => region.RegionName == "me-south-1").OptInStatus);
    }

    [Fact]
    public async Task No_launch_templates_are_none() =>
        Assert.Empty(
            (await Ec2("describe-launch-template-versions.200").DescribeLaunchTemplateVersionsAsync(new())).LaunchTemplateVersions ?? []);

    [Theory]
    [InlineData("delete-snapshot.200")]
    [InlineData("create-tags.200")]
    public async Task Successes_have_their_request_id(string document)
    {
        using var ec2 = Ec2(document);
        var reply = document.StartsWith("delete", StringComparison.Ordinal)
            ? (AmazonWebServiceResponse)await ec2.DeleteSnapshotAsync(new() { SnapshotId = "snap-00000001" })
            : await ec2.CreateTagsAsync(new() { Resources = ["snap-00000001"], Tags = [new("a", "b")] });
        Assert.Equal("request-id", reply.ResponseMetadata.RequestId);
    }

    [Theory]
    [InlineData(
        "delete-snapshot-in-use.400",
        "InvalidSnapshot.InUse",
        "The snapshot snap-2ab3ad68b928c62ec is currently in use by ami-9acc3dac0a4b2cecf")]
    [InlineData("delete-snapshot-not-found.400", "InvalidSnapshot.NotFound", "The snapshot 'snap-2e9abdcd10c363ddf' does not exist.")]
    [InlineData("delete-snapshot-dry-run.412", "DryRunOperation", "Request would have succeeded, but DryRun flag is set.")]
    public async Task Errors_have_the_code_and_text_that_the_sandbox_gives_them_too(string document, string code, string message)
    {
        using var ec2 = Ec2(document);
        var failure = await Expect.FailsAsync(code, () => ec2.DeleteSnapshotAsync(new() { SnapshotId = "snap-00000001" }));
        Assert.Equal((message, "request-id"), (failure.Message, failure.RequestId));
    }

    [Fact]
    public async Task Credentials_of_a_session()
    {
        using var sts = Sts("sts-assume-role.200");
        var reply = await sts.AssumeRoleAsync(new() { RoleArn = "arn:aws:iam::123456789012:role/delete", RoleSessionName = "run" });
        Assert.Equal(("ASIAEXAMPLEEXAMPLE00", "example-session-token"), (reply.Credentials.AccessKeyId, reply.Credentials.SessionToken));
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/delete/run", reply.AssumedRoleUser.Arn);
    }

    [Fact]
    public async Task The_caller()
    {
        using var sts = Sts("sts-get-caller-identity.200");
        Assert.Equal("123456789012", (await sts.GetCallerIdentityAsync(new())).Account);
    }

    private static AmazonEC2Client Ec2(string document) => new(
        new BasicAWSCredentials("a", "b"),
        new AmazonEC2Config
        {
            ServiceURL = "http://recorded.invalid",
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            HttpClientFactory = new Player(document),
        });

    private static AmazonSecurityTokenServiceClient Sts(string document) => new(
        new BasicAWSCredentials("a", "b"),
        new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = "http://recorded.invalid",
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            HttpClientFactory = new Player(document),
        });

    private sealed class Player(string document) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(document));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    private sealed class Handler(string document) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await File.ReadAllBytesAsync(
                Path.Combine(AppContext.BaseDirectory, "Aws", "recorded", document + ".xml"), cancellationToken);
            return new((HttpStatusCode)int.Parse(document[^3..], CultureInfo.InvariantCulture))
            {
                RequestMessage = request,
                Content = new ByteArrayContent(body) { Headers = { ContentType = new("text/xml") } },
            };
        }
    }
}
