using System.Net;
using System.Xml.Linq;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox;

/// <summary>
/// A sandbox of a test, and clients of it: AWS's own ones, which repeat nothing (where a connection breaks they would
/// otherwise repeat a call ten times, whatever MaxErrorRetry is), and a bare one that sees the wire.
/// </summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    private readonly HttpClient _bare = new();

    private RunningSandbox(SandboxServer server) => Server = server;

    public SandboxServer Server { get; }

    public static async Task<RunningSandbox> StartAsync(World world, SandboxOptions? options = null) =>
        new(await SandboxServer.StartAsync(world, options));

    public AmazonEC2Client Ec2(IssuedCredentials? credentials = null, string region = Worlds.Home) => new(
        Credentials(credentials),
        new AmazonEC2Config
        {
            ServiceURL = Server.Url.ToString(),
            AuthenticationRegion = region,
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
        });

    public AmazonSecurityTokenServiceClient Sts(IssuedCredentials? credentials = null, string region = Worlds.Home) => new(
        Credentials(credentials),
        new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = Server.Url.ToString(),
            AuthenticationRegion = region,
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
        });

    public AmazonS3Client S3(IssuedCredentials? credentials = null, string region = Worlds.Home) => new(
        Credentials(credentials),
        new AmazonS3Config
        {
            ServiceURL = Server.Url.ToString(),
            AuthenticationRegion = region,
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
        });

    /// <summary>A request to S3 as it stands on the wire, with the headers that it is given besides.</summary>
    public async Task<WireReply> SendS3Async(
        string method, string target, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(Server.Url, target));
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        (string Name, string Value)[] own = [("Authorization", Signed("s3")), ("x-amz-content-sha256", "UNSIGNED-PAYLOAD")];
        foreach (var (name, value) in own.Where(one => headers.All(given => given.Name != one.Name)).Concat(headers))
            if (value.Length > 0 && !request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        using var response = await _bare.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<WireReply> PostAsync(string service, string form, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Server.Url)
        {
            Content = new StringContent(form, null, "application/x-www-form-urlencoded"),
        };
        if (authorization is not "")
            request.Headers.TryAddWithoutValidation("Authorization", authorization ?? Signed(service));
        using var response = await _bare.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<WireReply> PostEc2Async(string form) => PostAsync("ec2", form);

    public static string Signed(string service, string key = "AKIDEXAMPLE", string region = Worlds.Home) =>
        $"AWS4-HMAC-SHA256 Credential={key}/20261122/{region}/{service}/aws4_request, SignedHeaders=host, Signature=00";

    public async Task<WireReply> GetAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Url, "?" + query));
        request.Headers.TryAddWithoutValidation("Authorization", Signed("ec2"));
        using var response = await _bare.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _bare.Dispose();
        await Server.DisposeAsync();
    }

    private static AWSCredentials Credentials(IssuedCredentials? credentials) => credentials switch
    {
        null => new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        { SessionToken: { } token } => new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, token),
        _ => new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey),
    };
}

/// <summary>An answer as it came over the wire.</summary>
internal sealed record WireReply(HttpStatusCode Status, string Text)
{
    public XElement Xml => XDocument.Parse(Text).Root!;

    public string? Code => Find("Code");

    public string? Message => Find("Message");

    public string? Find(string name) => Xml.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    public IEnumerable<string> All(string name) =>
        Xml.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value);
}

/// <summary>Expects AWS's own errors.</summary>
internal static class Expect
{
    /// <summary>The call fails with that code, and says so in the exception that is returned.</summary>
    public static async Task<AmazonServiceException> FailsAsync(string code, Func<Task> call)
    {
        var failure = await Assert.ThrowsAnyAsync<AmazonServiceException>(call);
        Assert.Equal(code, failure.ErrorCode);
        return failure;
    }
}
