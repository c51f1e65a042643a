using System.Text.Json;
using System.Text.RegularExpressions;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.EndToEnd.Tests.Goldens;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Report;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Reports;

/// <summary>The reports of real runs, as printed on a terminal of 80 and of 120 columns and where they are piped.</summary>
[Trait("Starts", "Function")]
public sealed partial class ReportTests : IDisposable
{
    private const string Own = "111122223333";

    private static readonly string[] Accounts = [Own, "222233334444", "333344445555"];
    private static readonly string[] Regions = ["us-east-1", "us-west-2", "eu-central-1", "ap-southeast-2"];

    private readonly Folder _folder = new();

    [Fact]
    public async Task The_demo() => await CheckAsync("demo", Repository.PathOf("events/dry-run.json"));

    [Fact]
    public async Task Three_accounts_of_four_regions_of_which_one_account_fails_fit_a_screen()
    {
        var payload = _folder.Write(
            "event.json",
            $$"""{ "dryRun": true, "accounts": {{JsonSerializer.Serialize(Accounts)}}, "regions": {{JsonSerializer.Serialize(Regions)}}, "maxDeletePercent": 12 }""");
        using (var fleet = File.Create(_folder.At("fleet.json")))
            FleetWriter.Write(fleet, Fleet(), TimeProvider.System.GetUtcNow());

        var reports = await CheckAsync(
            "accounts",
            payload,
            "--fleet",
            _folder.At("fleet.json"),
            "--request-limits",
            "off",
            "--env",
            "SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME=clean-up");

        Assert.Equal([true, true, true], reports.Zip([61, 67, 56]).Select(pair => pair.First.Split('\n').Length <= pair.Second));
        Assert.All(
            Accounts,
            account => Assert.Equal(4, reports[0].Split('\n').Count(line => line.StartsWith($"{account}  ", StringComparison.Ordinal))));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string[]> CheckAsync(string name, string payload, params string[] options)
    {
        var file = _folder.At("result.json");
        var piped = await SandboxProcess.RunAsync(["invoke", payload, "--result", file, .. options]);
        var result = ResultJson.TryRead(await File.ReadAllTextAsync(file))!;
        Assert.Equal((result.ExitCode, ""), (piped.ExitCode, piped.Error));
        (string Kind, string Text)[] reports =
        [
            ("piped", piped.Out.ReplaceLineEndings("\n")),
            .. new[] { 80, 120 }.Select(width => ($"{width}", ReportWriter.Plain(new ReportContent(result), width))),
        ];
        Assert.Equal(ReportWriter.Plain(new ReportContent(result)), reports[0].Text);
        Assert.All(
            reports[1..],
            report => Assert.All(report.Text.Split('\n'), line => Assert.True(line.Length <= int.Parse(report.Kind, null), line)));
        foreach ((var kind, var text) in reports)
            GoldenFile.Check($"tests/SnapshotLambda.EndToEnd.Tests/Reports/{name}-{kind}.txt", text, Dateless);
        return [.. reports.Select(report => report.Text)];
    }

    private static string Dateless(string text) => Instants().Replace(text, "DATE");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d UTC)?")]
    private static partial Regex Instants();

    /// <summary>The third account has no role, so nothing of it can be read.</summary>
    private static World Fleet()
    {
        var now = TimeProvider.System.GetUtcNow();
        var role = new Role
        {
            Name = "clean-up",
            TrustedBy = [Own],
            Policy = IamPolicy.Parse("""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:DeleteSnapshot"], "Resource": "*" } ] }"""),
        };
        return new World
        {
            Accounts =
            [
                .. Accounts.Select((id, at) => GeneratedFleet.Generate(
                    140, at + 1, Regions, now).Accounts[0] with { Id = id, Buckets = [], Roles = at < 2 ? [role] : [] }),
            ],
        };
    }
}
