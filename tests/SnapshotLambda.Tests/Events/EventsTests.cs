using System.Text.Json;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Restoring;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Tests.Events;

/// <summary>Every file in events/ says what it is meant to say.</summary>
public sealed class EventsTests
{
    private const string WrittenTime = "2026-01-31T03:00:00Z";

    private static readonly DateTimeOffset Now = new(2026, 1, 31, 3, 0, 40, TimeSpan.Zero);

    private static readonly SettingsSources Sources = new()
    {
        Variables = new Dictionary<string, string> { ["SNAPSHOT_LAMBDA_MAX_AGE_DAYS"] = "45", ["SNAPSHOT_LAMBDA_DRY_RUN"] = "false" },
        Now = Now,
        KnownGuards = [.. Guard.All.Select(guard => guard.Name)],
    };

    private static readonly Dictionary<string, Action<SettingsReading>> Expected = new(StringComparer.Ordinal)
    {
        ["dry-run.json"] = reading => Assert.True(Good(reading).DryRun),
        ["delete.json"] = reading =>
        {
            var run = Good(reading);
            Assert.False(run.DryRun);
            Assert.Equal((null, "request"), (run.IdempotencyKey, run.IdempotencyKeyOr("request")));
        },
        ["multi-region.json"] = reading =>
        {
            var run = Good(reading);
            Assert.True(run is { DryRun: true, WantsAllRegions: true, Safeguards.MaxDeletions: 200 });
            Assert.Equal(["us-east-1"], run.RegionsToClean(["us-east-1", "us-west-1"]));
        },
        ["policies.json"] = reading =>
        {
            var run = Good(reading);
            Assert.True(run.DryRun);
            Assert.Equal(["dev", "prod", "rest"], run.PlanInputs.Policies.Select(policy => policy.Name));
        },
        ["scheduled.json"] = reading =>
        {
            var run = Good(reading);
            Assert.True(run is { DryRun: true, Attempt: "1", ExecutionId: "d32c5kddcf5bb8c3" });
            Assert.Equal(DateTimeOffset.Parse(WrittenTime, null), run.ReferenceTime);
            Assert.Equal($"{run.ScheduleArn}|{WrittenTime}", run.IdempotencyKeyOr("request"));
        },
        ["scheduled-rule.json"] = reading =>
        {
            var run = Good(reading);
            Assert.False(run.DryRun);
            Assert.Equal(DateTimeOffset.Parse(WrittenTime, null), run.ReferenceTime);
            Assert.Equal("53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", run.IdempotencyKeyOr("request"));
        },
        ["invalid.json"] = reading => Assert.Equal(
            [
                "maxAgeDay: unknown;",
                """dryRun: "false" is a text;""",
                """regions[1]: "us-eest-1" is not a region;""",
                "maxDeletions: -1 is out of range;",
            ],
            reading.Errors.Select(error => error.Message[..(error.Message.IndexOfAny([';', '?']) + 1)])),
    };

    private static readonly string[] Names = [.. Directory.GetFiles(Repository.PathOf("events"), "*.json")
        .Select(path => Path.GetFileName(path))
        .Where(name => name is not ("payload.schema.json" or "restore.json"))
        .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Says_what_it_is_meant_to_say(string file)
    {
        Assert.True(Expected.TryGetValue(file, out var asExpected), $"events/{file} has no expectation in {nameof(EventsTests)}.");
        asExpected(Read(file, Sources));
    }

    [Fact]
    public void Every_expectation_has_its_file() => Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), Names);

    [Theory]
    [InlineData("scheduled.json", "scheduledTime")]
    [InlineData("scheduled-rule.json", "time")]
    public void A_time_that_nobody_renewed_is_told(string file, string field)
    {
        var error = Assert.Single(Read(file, Sources with { Now = Now.AddDays(8) }).Errors);
        Assert.StartsWith($"""{field}: "{WrittenTime}" is too long ago""", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_one_for_the_other_function_is_a_dry_run_of_one_run()
    {
        var reading = RestoreSettingsReader.Read(
            System.Text.Encoding.UTF8.GetBytes(Repository.Read("events/restore.json")),
            Sources with
            {
                Variables = new Dictionary<string, string>
                {
                    [RestoreVariables.CleanUpFunction] = "f",
                    [RestoreVariables.ReportBucket] = "reports",
                },
            });

        Assert.Equal("", reading.Message);
        Assert.True(reading.Settings is { DryRun: true, RunId: not null, SnapshotIds: null });
    }

    [Fact]
    public void The_folder_s_readme_names_every_file_and_the_time_to_replace()
    {
        var readme = Repository.Read("events/README.md");
        Assert.All(Names.Append("restore.json"), name => Assert.Contains($"| `{name}` |", readme, StringComparison.Ordinal));
        Assert.Contains($"s/{WrittenTime}/", readme, StringComparison.Ordinal);
    }

    private static RunSettings Good(SettingsReading reading)
    {
        Assert.Equal("", reading.Message);
        Assert.Equal(45, reading.Settings!.Retention.MaxAgeDays);
        return reading.Settings;
    }

    private static SettingsReading Read(string file, SettingsSources sources) =>
        SettingsReader.Read(JsonElement.Parse(Repository.Read($"events/{file}")), sources);
}
