using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

public sealed partial class ServeTests
{
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Says_how_to_reach_it_answers_and_ends_on_a_signal()
    {
        using var process = SandboxProcess.Start("serve", "--snapshots", "10");
        var text = "";
        while (!text.Contains("ends it.", StringComparison.Ordinal) && await process.StandardOutput.ReadLineAsync() is { } line)
            text += line + "\n";
        using var http = new HttpClient();
        using var reply = await http.GetAsync(new Uri(Urls().Match(text).Value));
        Assert.NotEmpty(await reply.Content.ReadAsStringAsync());
        Assert.Contains("export AWS_ACCESS_KEY_ID=", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split('\n').Count(line => line.StartsWith("aws ec2 ", StringComparison.Ordinal)));
        Assert.Contains("\naws s3api put-object --bucket snapshot-lambda-reports --key try.txt --endpoint-url http", text, StringComparison.Ordinal);
        Assert.Contains("\naws s3 ls s3://snapshot-lambda-reports --endpoint-url http", text, StringComparison.Ordinal);
        using (var kill = Process.Start("kill", [process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await SandboxProcess.WaitAsync(process);
        Assert.Equal(0, process.ExitCode);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Urls();
}
