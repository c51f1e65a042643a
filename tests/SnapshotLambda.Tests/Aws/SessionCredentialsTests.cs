using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Tests.Aws;

/// <summary>Over HTTP: what the SDK makes of credentials that are renewed, or cannot be, while it sends.</summary>
public sealed class SessionCredentialsTests
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[]}""";
    private readonly InstantTime _time = new();
    private readonly List<Reply> _renewals = [];
    private int _sessions;

    [Fact]
    public async Task Sign_what_is_sent()
    {
        using var server = Server();

        var ec2 = await OpenAsync(server);
        await ec2.DeleteSnapshotAsync("snap-1", default);

        Assert.Equal(["-", "KEY1"], server.Requests.Select(Key));
        Assert.Contains("X-Amz-Security-Token: token", server.Requests[1].Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Are_renewed_five_minutes_before_they_expire_by_the_same_request()
    {
        using var server = Server();
        var ec2 = await OpenAsync(server);

        _time.Ahead = TimeSpan.FromMinutes(54);
        await ec2.DeleteSnapshotAsync("snap-1", default);
        _time.Ahead = TimeSpan.FromMinutes(56);
        await UntilAsync(() => ec2.DeleteSnapshotAsync("snap-2", default), () => server.Requests.Any(request => Key(request) == "KEY2"));

        var assumed = server.Requests.Where(IsAssumeRole).ToList();
        Assert.Equal(2, assumed.Count);
        Assert.Equal(assumed[0].Body, assumed[1].Body);
        Assert.Equal(Policy, assumed[1]["Policy"]);
    }

    [Fact]
    public async Task Are_renewed_once_for_all_who_wait()
    {
        using var server = Server();
        var ec2 = await OpenAsync(server);

        _time.Ahead = TimeSpan.FromMinutes(61);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ec2.DeleteSnapshotAsync($"snap-{i}", default)));

        Assert.Equal(2, server.Requests.Count(IsAssumeRole));
        Assert.All(server.Requests.Where(request => !IsAssumeRole(request)), request => Assert.Equal("KEY2", Key(request)));
    }

    [Fact]
    public async Task Still_serve_while_they_live_where_a_renewal_fails()
    {
        _renewals.Add(Documents.StsError(403, "AccessDenied"));
        using var server = Server();
        var ec2 = await OpenAsync(server);

        _time.Ahead = TimeSpan.FromMinutes(57);
        for (var i = 0; i < 5; i++) await ec2.DeleteSnapshotAsync($"snap-{i}", default);
        await UntilAsync(() => ec2.DeleteSnapshotAsync("snap-5", default), () => server.Requests.Count(IsAssumeRole) == 2);
        await ec2.DeleteSnapshotAsync("snap-6", default);

        Assert.All(server.Requests.Where(request => !IsAssumeRole(request)), request => Assert.Equal("KEY1", Key(request)));
        Assert.Equal(2, server.Requests.Count(IsAssumeRole));
    }

    // A denial of STS must never be taken for one of EC2, which would be the snapshot's own matter.
    [Theory]
    [InlineData(403, "AccessDenied", nameof(ErrorClass.Systemic))]
    [InlineData(400, "MalformedPolicyDocument", nameof(ErrorClass.Systemic))]
    [InlineData(403, "ExpiredToken", nameof(ErrorClass.Systemic))]
    [InlineData(400, "Throttling", nameof(ErrorClass.Throttled))]
    [InlineData(500, "InternalFailure", nameof(ErrorClass.Transient))]
    public async Task That_died_fail_each_call_with_what_sts_said_and_nothing_else(int status, string code, string expected)
    {
        _renewals.AddRange(Enumerable.Repeat(Documents.StsError(status, code), 1000));
        using var server = Server();
        var ec2 = await OpenAsync(server);

        _time.Ahead = TimeSpan.FromMinutes(61);
        var error = await Calls.FailureOfAsync(() => ec2.DeleteSnapshotAsync("snap-1", default));
        var again = await Calls.FailureOfAsync(() => ec2.DenialOfDeletionAsync("snap-1", default));

        Assert.Equal((expected, code), (error.Class.ToString(), error.Code));
        Assert.Equal((expected, code), (again.Class.ToString(), again.Code));
        Assert.Contains("arn:aws:iam::111122223333:role/delete", error.Message, StringComparison.Ordinal);
        Assert.All(server.Requests, request => Assert.True(IsAssumeRole(request)));
    }

    private ScriptedServer Server() => new(request =>
        !IsAssumeRole(request) ? Documents.Deleted
        : _sessions > 0 && _renewals.Count > 0 ? Pop()
        : Documents.Session($"KEY{++_sessions}", _time.GetUtcNow() + TimeSpan.FromHours(1)));

    private Reply Pop()
    {
        var reply = _renewals[0];
        _renewals.RemoveAt(0);
        return reply;
    }

    private async Task<IEc2> OpenAsync(ScriptedServer server)
    {
        var clients = Calls.Clients(server.Url, _time);
        var credentials = await SessionCredentials.AssumeAsync(
            clients.Sts("eu-central-1"), new("arn:aws:iam::111122223333:role/delete", "run-1", "secret", Policy), _time, default);
        return clients.Ec2("eu-central-1", credentials);
    }

    /// <summary>A renewal before the end goes on beside the calls, which do not wait for it.</summary>
    private static async Task UntilAsync(Func<Task> call, Func<bool> isReached)
    {
        for (var i = 0; i < 1000 && !isReached(); i++) await call();
        Assert.True(isReached());
    }

    private static bool IsAssumeRole(ScriptedServer.Request request) => request["Action"] == "AssumeRole";

    private static string Key(ScriptedServer.Request request) =>
        IsAssumeRole(request) ? "-" : request.Head.Split("Credential=", 2)[1].Split('/', 2)[0];
}
