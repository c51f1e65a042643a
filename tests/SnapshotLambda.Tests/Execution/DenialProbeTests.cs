using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Execution;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Execution;

public sealed class DenialProbeTests
{
    private static readonly AwsError Denied = new(ErrorClass.Denied, "UnauthorizedOperation", "No.", "r", 403);
    private static readonly AwsError Expired = new(ErrorClass.Systemic, "AuthFailure", "No.", "r", 401);
    private static readonly AwsError Odd = new(ErrorClass.Permanent, "InvalidParameterValue", "No.", "r", 400);

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _asked = [];

    [Theory]
    [InlineData(0)]
    [InlineData(1, "0")]
    [InlineData(2, "0", "1")]
    [InlineData(9, "0", "8", "4")]
    public async Task Asks_about_the_next_snapshot_the_last_and_one_between(int count, params string[] expected)
    {
        Assert.Equal(count == 0 ? null : Denied, await AskAsync(count, _ => Denied));
        Assert.Equal(expected, _asked);
    }

    [Fact]
    public async Task Finds_no_denial_of_all_where_one_is_permitted() => Assert.Null(await AskAsync(9, id => id == "4" ? null : Denied));

    [Fact]
    public async Task Takes_the_refusal_of_a_proxy_for_a_denial() =>
        Assert.Equal(Denied, await AskAsync(9, _ => throw new AwsCallException(Denied)));

    [Fact]
    public async Task Believes_an_error_that_every_call_would_meet_at_once()
    {
        Assert.Equal(Expired, await AskAsync(9, _ => throw new AwsCallException(Expired)));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Finds_no_denial_of_all_where_that_cannot_be_told()
    {
        Assert.Null(await AskAsync(9, _ => throw new AwsCallException(Odd)));
        Assert.Null(await AskAsync(9, _ => Denied, secondsLeft: 0));
    }

    private Task<AwsError?> AskAsync(int count, Func<string, AwsError?> denialOf, int secondsLeft = 60)
    {
        var deadline = new Deadline(_time, TimeSpan.FromSeconds(20 + secondsLeft), TimeSpan.FromSeconds(20));
        var call = new RetryingCall(new AdaptiveRateLimiter(100, 1, _time), deadline, _time, new Random(1));
        var probe = new DenialProbe(call, (id, _) =>
        {
            _asked.Add(id);
            return Task.FromResult(denialOf(id));
        });
        return probe.AskAsync([.. Enumerable.Range(0, count).Select(i => new Snapshot { Id = $"{i}" })], CancellationToken.None);
    }
}
