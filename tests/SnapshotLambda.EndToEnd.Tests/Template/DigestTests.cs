using System.Text.Json.Nodes;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The mail about what a night did, made of what the built function really replies.</summary>
[Trait("Starts", "Function")]
public sealed class DigestTests : IDisposable
{
    private const string Arn = "arn:aws:test:us-east-1:111122223333:CleanUp";
    private static readonly StackTemplate Deployed = StackTemplate.Deployed.With("DigestEmail", "ops@example.com");
    private static readonly string[] Rules = ["DigestRule", "DigestRuleWithoutStep"];
    private readonly Folder _folder = new();

    [Fact]
    public async Task A_dry_run_tells_what_would_go_and_what_is_next()
    {
        var reply = await ReplyAsync("{}");
        var result = ResultJson.TryRead(reply)!;

        Assert.True(result.Totals.WouldDelete > 0);
        Assert.EndsWith(" GiB", result.AtMost, StringComparison.Ordinal);
        Assert.Equal(
            [
                result.Message,
                "Next step: Nothing was deleted. Read what would go; to delete it, run again with dryRun false.",
                $"Snapshots looked at: {result.Totals.Scanned}. Failed: 0. Left to another night: {result.Totals.Remaining}.",
                $"Frees {result.AtMost} ({result.Totals.FullSizeBytes} bytes in full: snapshots share blocks, so the bill falls by less).",
                $"Run {result.RunId} of snapshot-lambda in 111122223333, us-east-1.",
                $"Report: s3://reportbucket/runs/{result.RunId}/report.html",
                $"In the console: https://us-east-1.console.aws.amazon.com/s3/object/reportbucket?region=us-east-1&prefix=runs/{result.RunId}/report.html",
            ],
            Text(Deployed, reply));
        Assert.Empty(Text(Deployed, reply, arn: $"{Arn}2:$LATEST"));
        Assert.Empty(Text(Deployed, reply.Replace("\"replayed\":false", "\"replayed\":true", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_run_that_deleted_tells_what_it_did()
    {
        var reply = await ReplyAsync("""{"dryRun": false, "pricePerGiBMonth": 10}""");
        var result = ResultJson.TryRead(reply)!;

        Assert.True(result is { NextStep: null, Totals.Deleted: > 0 }, reply);
        Assert.EndsWith(" a month", result.AtMost, StringComparison.Ordinal);
        Assert.Equal(
            [
                result.Message,
                $"Snapshots looked at: {result.Totals.Scanned}. Failed: 0. Left to another night: {result.Totals.Remaining}.",
                $"Frees {result.AtMost} ({result.Totals.FullSizeBytes} bytes in full: snapshots share blocks, so the bill falls by less).",
                $"Run {result.RunId} of snapshot-lambda in 111122223333, us-east-1.",
            ],
            Text(Deployed.With("Reports", "off"), reply));
    }

    [Theory]
    [InlineData("deleted", 1, 1)]
    [InlineData("wouldDelete", 2, 1)]
    [InlineData("marked", 3, 1)]
    [InlineData("wouldMark", 4, 1)]
    [InlineData("deleted", 0, 0)]
    [InlineData("failed", 5, 0)]
    [InlineData("alreadyGone", 5, 0)]
    [InlineData("fullSizeBytes", 5, 0)]
    public void A_night_is_told_of_where_something_went_or_would(string count, int value, int texts)
    {
        foreach (var nextStep in (string?[])[null, "Nothing."])
        {
            var reply = $$$"""{"replayed":false,"nextStep":{{{(nextStep is null ? "null" : $"\"{nextStep}\"")}}},"totals":{"{{{count}}}":{{{value}}}}}""";
            Assert.Equal(texts, Rules.Count(rule => Pattern(Deployed, rule).Matches(Event(reply))));
        }
    }

    // A failed invocation has no success, and a run that did nothing has nothing to tell.
    [Fact]
    public void Nothing_else_is_told()
    {
        var reply = """{"replayed":false,"nextStep":null,"totals":{"deleted":1}}""";
        Assert.Contains(Rules, rule => Pattern(Deployed, rule).Matches(Event(reply)));
        Assert.DoesNotContain(Rules, rule => Pattern(Deployed, rule).Matches(
            Event(reply).Replace("Result - Success", "Result - Failure", StringComparison.Ordinal)));
        Assert.DoesNotContain(Rules, rule => Pattern(Deployed, rule).Matches(Event("null")));
    }

    [Fact]
    public void It_goes_by_the_default_bus_to_a_topic_of_its_own()
    {
        const string Bus = "arn:aws:events:us-east-1:111122223333:event-bus/default";
        var made = Deployed.Made();
        var role = made["CleanUpRole"]["Properties"]!["Policies"]![1]!["PolicyDocument"]!["Statement"]!.AsArray();

        Assert.Equal(
            $$"""{"Destination":"{{Bus}}"}""",
            made["CleanUpEventInvokeConfig"]["Properties"]!["DestinationConfig"]!["OnSuccess"]!.ToJsonString());
        Assert.Equal(
            $$"""{"Sid":"TellWhatWasDone","Effect":"Allow","Action":"events:PutEvents","Resource":"{{Bus}}"}""",
            Assert.Single(role)!.ToJsonString());
        Assert.All(Rules, rule => Assert.Equal("Digest", Assert.Single(Targets(Deployed, rule))!["Arn"]!.GetValue<string>()));
        Assert.Equal(
            ("Digest", "email", "ops@example.com"),
            (Text(made, "DigestMail", "TopicArn"), Text(made, "DigestMail", "Protocol"), Text(made, "DigestMail", "Endpoint")));
        Assert.Equal(
            """{"Sid":"TheRulesOfThisStack","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"Digest","Condition":{"ArnEquals":{"aws:SourceArn":["arn:aws:test:us-east-1:111122223333:DigestRule","arn:aws:test:us-east-1:111122223333:DigestRuleWithoutStep"]}}}""",
            Assert.Single(made["DigestPolicy"]["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray())!.ToJsonString());
    }

    [Fact]
    public void A_key_encrypts_its_topic()
    {
        const string Key = "arn:aws:kms:us-east-1:111122223333:key/0d2c4e1a";
        Assert.Equal(Key, Text(Deployed.With("KmsKeyArn", Key).Made(), "Digest", "KmsMasterKeyId"));
        Assert.Null(Deployed.Made()["Digest"]["Properties"]!["KmsMasterKeyId"]);
    }

    [Fact]
    public void Without_an_address_there_is_nothing_of_it()
    {
        var without = StackTemplate.Deployed.Made();

        Assert.Equal(
            ["Digest", "DigestMail", "DigestPolicy", .. Rules],
            Deployed.Made().Keys.Except(without.Keys).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("event", string.Concat(without.Where(one => one.Key != "Dashboard").Select(one => one.Value.ToJsonString()))
            .Replace("DestinationConfig", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a": []}""")]
    [InlineData("""{}""")]
    [InlineData("""{"a": [{"anything-but": ["b"]}]}""")]
    [InlineData("""{"a": [{"numeric": ["<", 0]}]}""")]
    [InlineData("""{"a": [1]}""")]
    [InlineData("""{"$and": [{"a": ["b"]}, {"b": ["c"]}]}""")]
    public void A_pattern_that_this_does_not_know_is_told(string pattern) =>
        Assert.Throws<FormatException>(() => EventPattern.Parse(pattern));

    [Theory]
    [InlineData("\"<a>\"", "x", "x")]
    [InlineData("\"<a>\"", "x \\\"y\\\"", null)]
    [InlineData("\"<a>\"", "x\\ny", null)]
    [InlineData("\"<a> <b>.\"", "x", "x .")]
    [InlineData("\"<a> <c>\"", "x", null)]
    [InlineData("<a>", "x", null)]
    [InlineData("\"<a> < \"", "x", null)]
    [InlineData("\"a\"", "x", null)]
    public void A_text_that_would_not_arrive_is_told(string template, string value, string? text)
    {
        var transformer = new InputTransformer(new JsonObject
        {
            ["InputPathsMap"] = template.Contains("<b>", StringComparison.Ordinal)
                ? new JsonObject { ["a"] = "$.detail.a", ["b"] = "$.detail.b.c" }
                : new JsonObject { ["a"] = "$.detail.a" },
            ["InputTemplate"] = template,
        });
        var json = $$$"""{"detail":{"a":"{{{value}}}"}}""";
        if (text is null) Assert.ThrowsAny<Exception>(() => transformer.Lines(json));
        else Assert.Equal([text], transformer.Lines(json));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What arrives by mail.</summary>
    private static IReadOnlyList<string> Text(StackTemplate template, string reply, string arn = $"{Arn}:$LATEST")
    {
        var rules = Rules.Where(rule => Pattern(template, rule).Matches(Event(reply, arn))).ToList();
        if (rules.Count == 0) return [];
        return new InputTransformer(Targets(template, Assert.Single(rules))[0]!["InputTransformer"]!).Lines(Event(reply, arn));
    }

    /// <summary>The record that Lambda puts on the bus: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html</summary>
    private static string Event(string reply, string arn = $"{Arn}:$LATEST") => $$$"""
        {"version":"0","id":"1","detail-type":"Lambda Function Invocation Result - Success","source":"lambda","account":"111122223333",
         "time":"2026-11-27T03:01:00Z","region":"us-east-1","resources":["arn:aws:events:us-east-1:111122223333:event-bus/default","{{{arn}}}"],
         "detail":{"version":"1.0","timestamp":"2026-11-27T03:01:00.000Z",
           "requestContext":{"requestId":"1","functionArn":"{{{arn}}}","condition":"Success","approximateInvokeCount":1},
           "requestPayload":{"dryRun":true},"responseContext":{"statusCode":200,"executedVersion":"$LATEST"},"responsePayload":{{{reply}}}}}
        """;

    private static EventPattern Pattern(StackTemplate template, string rule) =>
        EventPattern.Parse(template.TextAt("Resources", rule, "Properties", "EventPattern"));

    private static JsonArray Targets(StackTemplate template, string rule) =>
        template.At("Resources", rule, "Properties", "Targets").AsArray();

    private static string Text(Dictionary<string, JsonNode> made, string resource, string property) =>
        made[resource]["Properties"]![property]!.GetValue<string>();

    private async Task<string> ReplyAsync(string payload)
    {
        var ended = await SandboxProcess.RunAsync(
            ["invoke", _folder.Write("event.json", payload), "--json", "--snapshots", "300", "--seed", "4", "--request-limits", "off"]);
        Assert.True(ResultJson.TryRead(ended.Out) is not null, $"No result: {ended.Out} {ended.Error}");
        return JsonNode.Parse(ended.Out)!.ToJsonString();
    }
}
