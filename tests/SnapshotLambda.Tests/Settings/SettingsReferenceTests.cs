using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Settings;

public sealed class SettingsReferenceTests
{
    private static readonly string Text = SettingsReference.ToMarkdown();

    [Fact]
    public void Lists_every_setting_and_every_variable_of_the_environment_alone()
    {
        Assert.All(SettingTable.Names, name => Assert.Contains($"| `{name}` |", Text, StringComparison.Ordinal));
        Assert.All(EnvironmentLimits.Variables, variable => Assert.Contains($"| `{variable.Name}` |", Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("| `maxAgeDays` | `SNAPSHOT_LAMBDA_MAX_AGE_DAYS` | a whole number from 1 to 3650 | `30` | A snapshot older than this many days, by its start time, is a candidate. | only a higher one |")]
    [InlineData("| `dryRun` | `SNAPSHOT_LAMBDA_DRY_RUN` | true or false, without quotes | `true` | ")]
    [InlineData("""| `regions` | `SNAPSHOT_LAMBDA_REGIONS` | an array of names of AWS regions, or ["all"] | the function's region, else `us-east-1` | """)]
    [InlineData("| `expectedAccountId` | `SNAPSHOT_LAMBDA_EXPECTED_ACCOUNT_ID` | a text of 12 digits | none | ")]
    [InlineData("| `attempt` | none | a text of 1 to 200 characters | none | ")]
    [InlineData("| `SNAPSHOT_LAMBDA_FORCE_DRY_RUN` | true or false | `true`: every run is a dry run, whatever its payload says. |")]
    public void Shows_names_what_is_valid_the_default_and_the_meaning(string row) => Assert.Contains(row, Text, StringComparison.Ordinal);

    [Fact]
    public void Every_row_has_the_columns_of_its_header() =>
        Assert.All(
            Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Index(),
            line => Assert.Equal(line.Index < SettingTable.All.Count + 2 ? 7 : 4, line.Item.Count(c => c == '|')));
}
