namespace SnapshotLambda.Tests.Settings;

/// <summary>What a payload may say of policies, dates and copies while the function is locked.</summary>
public sealed class PolicyLockTests
{
    private const string Two = """{"policies": [{"name": "dev", "maxAgeDays": 7}, {"name": "prod", "otherwise": true}]}""";

    // To narrow a run only keeps more, so that anyone may.
    [Theory]
    [InlineData("""{"onlyPolicies": ["dev"]}""")]
    [InlineData("""{"onlyPolicies": ["prod", "dev"]}""")]
    [InlineData("""{"onlyPolicies": ["dev"], "policies": [{"otherwise": true, "name": "prod"}, {"name": "dev", "maxAgeDays": 7}]}""")]
    public void A_run_may_be_narrowed_to_some_policies(string payload) =>
        Assert.Contains("dev", ReadSettings.Good(payload, Two, ("SNAPSHOT_LAMBDA_LOCKED", "true")).PlanInputs.OnlyPolicies!);

    [Theory]
    [InlineData("""{"onlyPolicies": ["stage"]}""", "onlyPolicies: \"stage\" is not the name of a policy; valid: names of dev, prod")]
    [InlineData(
        """{"policies": [{"name": "dev", "maxAgeDays": 8}, {"name": "prod", "otherwise": true}]}""",
        "policies: [{\"name\":\"dev\",\"maxAgeDays\":8},{\"name\":\"prod\",\"otherwise\":true}] is looser than ")]
    [InlineData(
        """{"policies": []}""",
        "policies: [] is looser than [{\"name\":\"dev\",\"maxAgeDays\":7},{\"name\":\"prod\",\"otherwise\":true}] (file); valid: nothing else, while SNAPSHOT_LAMBDA_LOCKED is true. Who deploys the function may change snapshotlambda.json or SNAPSHOT_LAMBDA_LOCKED")]
    public void It_may_not_bring_policies_of_its_own(string payload, string message) =>
        Assert.StartsWith(
            message, ReadSettings.TheError(payload, Two, ("SNAPSHOT_LAMBDA_LOCKED", "true")).Message, StringComparison.Ordinal);

    [Fact]
    public void Where_it_is_not_locked_it_may() =>
        Assert.Equal(["x"], ReadSettings.Good("""{"policies": [{"name": "x"}], "onlyPolicies": ["x"]}""", Two).PlanInputs.Policies.Select(
            policy => policy.Name!));

    // A policy that names no maxAgeDays takes the payload's, which may only be higher.
    [Fact]
    public void A_stricter_top_level_reaches_the_policies_that_do_not_say_otherwise()
    {
        var run = ReadSettings.Good("""{"maxAgeDays": 90, "keepYearly": 2}""", Two, ("SNAPSHOT_LAMBDA_LOCKED", "true"));
        Assert.Equal(
            [("dev", 7, 2), ("prod", 90, 2)],
            run.PlanInputs.Policies.Select(policy => (policy.Name!, policy.MaxAgeDays, policy.KeepYearly)));
    }

    [Theory]
    [InlineData("[]", """["until"]""", true)]
    [InlineData("""["until"]""", "[]", false)]
    [InlineData("""["snapshot-lambda:keep-until"]""", "[]", true)]
    [InlineData("""["delete after"]""", """["Delete-After", "x"]""", true)]
    [InlineData("""["DeleteAfter"]""", """["DeletedAfter"]""", false)]
    public void Dates_may_be_added_and_not_taken_away_in_whatever_spelling(string deployed, string named, bool passes) =>
        Assert.Equal(passes, ReadSettings.Of(
            $$"""{"keepUntilTags": {{named}}}""", $$"""{"keepUntilTags": {{deployed}}}""", ("SNAPSHOT_LAMBDA_LOCKED", "true")).IsValid);

    [Theory]
    [InlineData("ageOnly", "byTag", true)]
    [InlineData("byTag", "keep", true)]
    [InlineData("byTag", "ageOnly", false)]
    [InlineData("keep", "byTag", false)]
    public void Copies_may_be_treated_more_strictly(string deployed, string named, bool passes)
    {
        var reading = ReadSettings.Of(
            $$"""{"copies": "{{named}}"}""",
            $$"""{"copies": "{{deployed}}", "lineageTag": "source"}""",
            ("SNAPSHOT_LAMBDA_LOCKED", "true"));
        Assert.Equal(
            passes
                ? ""
                : $"copies: \"{named}\" is looser than \"{deployed}\" (file); valid: only what comes later in `ageOnly`, `byTag`, `keep`, while",
            passes ? reading.Message : reading.Message[..reading.Message.IndexOf(" SNAPSHOT_LAMBDA_LOCKED", StringComparison.Ordinal)]);
    }
}
