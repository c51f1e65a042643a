using System.Text.Json;
using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>The key policy of docs/parameters.md: without it CloudWatch and EventBridge could not use the key, and alarms and digests would be lost.</summary>
public sealed partial class KeyPolicyTests
{
    // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    [Theory]
    [InlineData("cloudwatch.amazonaws.com", "kms:Decrypt kms:GenerateDataKey*")]
    [InlineData("events.amazonaws.com", "kms:Decrypt kms:GenerateDataKey*")]
    [InlineData("logs.us-east-1.amazonaws.com", "kms:Decrypt* kms:Describe* kms:Encrypt* kms:GenerateDataKey* kms:ReEncrypt*")]
    public void Lets_the_services_use_the_key_that_have_no_role_here(string service, string actions)
    {
        using var policy = JsonDocument.Parse(Assert.Single(Blocks().Matches(Repository.Read("docs/parameters.md"))).Groups[1].Value);
        var statement = Assert.Single(
            policy.RootElement.GetProperty("Statement").EnumerateArray(),
            one => one.GetProperty("Principal").TryGetProperty("Service", out var name) && name.GetString() == service);

        Assert.Equal(actions, string.Join(
            ' ', statement.GetProperty("Action").EnumerateArray().Select(action => action.GetString()).Order(StringComparer.Ordinal)));
        Assert.Contains("111122223333", statement.GetProperty("Condition").GetRawText(), StringComparison.Ordinal);
    }

    [GeneratedRegex("```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
