namespace SnapshotLambda.Tests.Settings;

public sealed class AllErrorsAtOnceTests
{
    [Fact]
    public void Every_fault_of_every_layer_is_told_in_one_reading()
    {
        var reading = ReadSettings.Of(
            """{"maxAgeDays": -1, "dryRun": "false", "regions": ["us-east-1", "us-eest-1", ""], "maxAgeDay": 3}""",
            """{"maxDeletions": "many", "attempt": "1"}""",
            ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "thirty"), ("SNAPSHOT_LAMBDA_DRYRUN", "false"), ("SNAPSHOT_LAMBDA_FORCE_DRY_RUN", "yes"));

        Assert.Null(reading.Settings);
        Assert.Equal(
            [
                "maxAgeDays", "dryRun", "regions[1]", "regions[2]", "maxAgeDay", "SNAPSHOT_LAMBDA_FORCE_DRY_RUN", "SNAPSHOT_LAMBDA_DRYRUN",
                "SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "snapshotlambda.json: maxDeletions", "snapshotlambda.json: attempt",
            ],
            reading.Errors.Select(error => error.Field));
        Assert.All(reading.Errors, error => Assert.Contains(error.Message, reading.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_value_in_a_layer_that_another_hides_is_an_error_all_the_same() =>
        Assert.Equal(
            "SNAPSHOT_LAMBDA_MAX_AGE_DAYS",
            ReadSettings.TheError("""{"maxAgeDays": 30}""", null, ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "0")).Field);

    [Fact]
    public void One_wrong_value_does_not_bring_errors_about_what_follows_from_it()
    {
        Assert.Equal(
            "scheduledTime", ReadSettings.TheError("""{"scheduleArn": "arn:aws:scheduler:::x", "scheduledTime": "never"}""").Field);
        Assert.Equal("regions[0]", ReadSettings.TheError("""{"regions": ["x"], "excludeRegions": ["us-east-1"]}""").Field);
        Assert.Equal("maxAgeDays", ReadSettings.TheError("""{"maxAgeDays": "90"}""", null, ("SNAPSHOT_LAMBDA_MIN_AGE_DAYS", "60")).Field);
    }
}
