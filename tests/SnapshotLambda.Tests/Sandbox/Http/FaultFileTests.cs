using System.Text;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Tests.Sandbox.Http;

public class FaultFileTests
{
    [Fact]
    public void Strikes_about_as_often_as_its_rate_and_the_same_for_the_same_seed()
    {
        const string File = """{"seed":1,"rules":[{"action":"DeleteSnapshot","fault":"throttle","rate":0.2}]}""";
        var once = Strikes(File, 1000, Call("DeleteSnapshot"));
        Assert.InRange(once.Count(name => name == "throttle"), 160, 240);
        Assert.Equal(once, Strikes(File, 1000, Call("DeleteSnapshot")));
        Assert.NotEqual(once, Strikes(File.Replace("1", "2", StringComparison.Ordinal), 1000, Call("DeleteSnapshot")));
    }

    [Theory]
    [InlineData("""{"fault":"slow"}""", "slow slow slow slow")]
    [InlineData("""{"fault":"slow","skip":2}""", "- - slow slow")]
    [InlineData("""{"fault":"slow","skip":1,"times":1}""", "- slow - -")]
    [InlineData("""{"fault":"slow","action":"Delete*"}""", "slow slow slow slow")]
    [InlineData("""{"fault":"slow","action":"Describe*"}""", "- - - -")]
    [InlineData("""{"fault":"slow","region":"us-east-1","account":"111122223333"}""", "slow slow slow slow")]
    [InlineData("""{"fault":"slow","region":"eu-west-1"}""", "- - - -")]
    [InlineData("""{"fault":"slow","account":"444455556666"}""", "- - - -")]
    [InlineData("""{"fault":"slow","times":1},{"fault":"html","times":1}""", "slow html - -")]
    public void Strikes_what_it_is_about(string rules, string expected) =>
        Assert.Equal(expected, string.Join(' ', Strikes($$"""{"rules":[{{rules}}]}""", 4, Call("DeleteSnapshot"))));

    [Fact]
    public void Delays_as_told() =>
        Assert.Equal(TimeSpan.FromSeconds(1.5), Read("""{"rules":[{"fault":"slow","delaySeconds":1.5}]}""").For(Call("X"))!.Delay);

    [Theory]
    [InlineData(
        """{"rules":[{"fault":"fire"}]}""",
        """rules[0].fault: "fire" is not valid; valid: throttle, deny, internalError, internalErrorAfter, unavailable, expiredCredentials, clockSkew, resetBefore, lostReply, hang, cutReply, truncatedXml, emptyBody, html, htmlError, slow, ignoreDryRun, dropSessionPolicy, opaqueDenial""")]
    [InlineData("""{"rules":[{"fault":"slow","rate":1.5}]}""", "rules[0].rate: 1.5 is not valid; valid: a number from 0 to 1")]
    [InlineData(
        """{"rules":[{"fault":"slow","rates":1}]}""",
        "rules[0].rates: this field is not valid; valid: fault, action, region, account, delaySeconds, rate, skip, times; did you mean rate?")]
    [InlineData("""{"rule":[]}""", "rule: this field is not valid; valid: seed, rules; did you mean rules?")]
    public void Names_what_is_wrong(string text, string error) =>
        Assert.Contains(error, Assert.Throws<InvalidFileException>(() => Read(text)).Errors.Select(one => one.ToString()));

    [Fact]
    public void Refuses_what_is_no_json() => Assert.Throws<InvalidFileException>(() => Read("rules"));

    private static List<string> Strikes(string file, int calls, ApiCall call)
    {
        var script = Read(file);
        return [.. Enumerable.Range(0, calls).Select(_ => script.For(call)?.Name ?? "-")];
    }

    private static FaultScript Read(string text) => FaultFile.Read(Encoding.UTF8.GetBytes(text));

    private static ApiCall Call(string action) => new()
    {
        Service = "ec2",
        Action = action,
        Parameters = new(new Dictionary<string, string>()),
        Region = Worlds.Home,
        RequestId = "1",
        Principal = new() { AccountId = Worlds.Account, Arn = "", UserId = "", Permissions = Permissions.Everything },
    };
}
