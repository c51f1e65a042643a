using System.Text.Json;
using System.Text.RegularExpressions;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Settings;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The commands that the stack hands a person.</summary>
public sealed partial class OutputsTests
{
    private static readonly StackTemplate Deployed = StackTemplate.Deployed;

    [Fact]
    public void The_dry_run_by_hand_is_one() => Assert.True(Run("DryRunByHand").DryRun);

    [Fact]
    public void The_other_one_deletes_and_has_a_key_of_its_own()
    {
        var run = Run("DeleteByHand");
        Assert.False(run.DryRun);
        Assert.Equal("by-hand-20260131T030000Z", run.IdempotencyKey);
    }

    // A client that gives up after its usual 60 s would send the event again, and without the second option the payload would be read as
    // Base64.
    [Theory]
    [InlineData("DryRunByHand")]
    [InlineData("DeleteByHand")]
    public void Both_wait_for_the_end_and_send_the_payload_as_it_stands(string output)
    {
        var command = Deployed.TextAt("Outputs", output, "Value");
        Assert.StartsWith(
            "aws lambda invoke --region us-east-1 --function-name CleanUp --cli-read-timeout 0 --cli-binary-format raw-in-base64-out --payload ",
            command,
            StringComparison.Ordinal);
        Assert.EndsWith(" result.json && cat result.json", command, StringComparison.Ordinal);
    }

    /// <summary>The payload once a shell has read the command.</summary>
    internal static string Payload(string output)
    {
        var payload = InCommand().Match(Deployed.TextAt("Outputs", output, "Value"));
        return payload.Groups["single"] is { Success: true } single
            ? single.Value
            : payload.Groups["double"].Value
                .Replace("""\""", "", StringComparison.Ordinal)
                .Replace("$(date -u +%Y%m%dT%H%M%SZ)", "20260131T030000Z", StringComparison.Ordinal);
    }

    /// <summary>What the function makes of it.</summary>
    private static RunSettings Run(string output)
    {
        var reading = SettingsReader.Read(JsonElement.Parse(Payload(output)), new()
        {
            Variables = new Dictionary<string, string>(),
            Now = new(2026, 1, 31, 3, 0, 0, TimeSpan.Zero),
            KnownGuards = [.. Guard.All.Select(guard => guard.Name)],
        });
        Assert.Equal("", reading.Message);
        return reading.Settings!;
    }

    [GeneratedRegex("""--payload ('(?<single>[^']*)'|"(?<double>(\\.|[^"])*)") """)]
    private static partial Regex InCommand();
}
