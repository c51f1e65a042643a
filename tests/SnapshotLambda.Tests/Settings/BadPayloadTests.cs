using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Tests.Settings;

public sealed class BadPayloadTests
{
    [Theory]
    // Not an object
    [InlineData("\"dry run please\"", "payload", """payload: "dry run please" is a text; valid: a JSON object, as in {"dryRun": true}""")]
    [InlineData("42", "payload", "payload: 42 is a number; valid: a JSON object")]
    [InlineData("""[{"dryRun":true}]""", "payload", """payload: [{"dryRun":true}] is an array; valid: a JSON object""")]
    [InlineData("null", "payload", "payload: null is nothing; valid: a JSON object")]
    [InlineData("false", "payload", "payload: false is a boolean; valid: a JSON object")]
    // Names
    [InlineData("""{"maxAgeDay":7}""", "maxAgeDay", "maxAgeDay: unknown; did you mean maxAgeDays?")]
    [InlineData("""{"MaxAgeDays":7}""", "MaxAgeDays", "MaxAgeDays: unknown; did you mean maxAgeDays?")]
    [InlineData("""{"max_age_days":7}""", "max_age_days", "max_age_days: unknown; did you mean maxAgeDays?")]
    [InlineData("""{"dryRnu":true}""", "dryRnu", "did you mean dryRun?")]
    [InlineData("""{"dry-run":true}""", "dry-run", "did you mean dryRun?")]
    [InlineData("""{"region":[]}""", "region", "did you mean regions?")]
    [InlineData("""{"keepLatest":3}""", "keepLatest", "did you mean keepLatestPerVolume?")]
    [InlineData("""{"colour":"red"}""", "colour", "colour: unknown; valid: maxAgeDays, dryRun, regions, ")]
    [InlineData("""{"":1}""", "\"\"", "\"\": unknown; valid: ")]
    [InlineData("""{"a b\n":1}""", "\"a b\\n\"", "\"a b\\n\": unknown; valid: ")]
    [InlineData("""{"graceDay":7}""", "graceDay", "graceDay: unknown; did you mean graceDays?")]
    [InlineData("""{"dryRun":true,"dryRun":false}""", "dryRun", "dryRun: false is there a second time; valid: each field once")]
    [InlineData("""{"dryRun":true,"dry\u0052un":true}""", "dryRun", "is there a second time")]
    // Types
    [InlineData("""{"dryRun":"false"}""", "dryRun", """dryRun: "false" is a text; valid: true or false, without quotes""")]
    [InlineData("""{"dryRun":0}""", "dryRun", "dryRun: 0 is a number; valid: true or false")]
    [InlineData("""{"dryRun":null}""", "dryRun", "dryRun: null names nothing; valid: true or false, without quotes; or leave it out")]
    [InlineData("""{"maxAgeDays":"30"}""", "maxAgeDays", """maxAgeDays: "30" is a text; valid: a whole number from 1 to 3650""")]
    [InlineData("""{"maxAgeDays":"NaN"}""", "maxAgeDays", """ "NaN" is a text""")]
    [InlineData("""{"maxAgeDays":true}""", "maxAgeDays", "true is a boolean")]
    [InlineData("""{"maxAgeDays":[30]}""", "maxAgeDays", "[30] is an array")]
    [InlineData(
        """{"regions":"us-east-1"}""",
        "regions",
        """regions: "us-east-1" is a text; valid: an array of names of AWS regions, or ["all"]""")]
    [InlineData("""{"regions":[1]}""", "regions[0]", "regions[0]: 1 is a number")]
    [InlineData("""{"includeTags":[]}""", "includeTags", "includeTags: [] is an array; valid: an object of tag keys")]
    [InlineData("""{"includeTags":{"Env":"dev"}}""", "includeTags.Env", """includeTags.Env: "dev" is a text; valid: an array of texts""")]
    [InlineData("""{"includeTags":{"Env":[null]}}""", "includeTags.Env[0]", "includeTags.Env[0]: null is nothing; valid: a text")]
    [InlineData("""{"deletedVolumes":1}""", "deletedVolumes", """
        deletedVolumes: 1 is a number; valid: "keepLatest" or "ageOnly"
        """)]
    [InlineData("""{"expectedAccountId":123456789012}""", "expectedAccountId", "123456789012 is a number; valid: a text of 12 digits")]
    [InlineData("""{"attempt":1}""", "attempt", "attempt: 1 is a number; valid: a text of 1 to 200 characters")]
    // Ranges
    [InlineData("{\"maxAgeDays\":0}", "maxAgeDays", "maxAgeDays: 0 is out of range; valid: a whole number from 1 to 3650")]
    [InlineData("{\"maxAgeDays\":-30}", "maxAgeDays", "maxAgeDays: -30 is out of range")]
    [InlineData("{\"maxAgeDays\":3651}", "maxAgeDays", "3651 is out of range")]
    [InlineData("{\"maxAgeDays\":99999999999999999999}", "maxAgeDays", "maxAgeDays: 99999999999999999999 is out of range")]
    [InlineData("{\"maxAgeDays\":4294967326}", "maxAgeDays", "4294967326 is out of range")]
    [InlineData("{\"maxAgeDays\":1e400}", "maxAgeDays", "maxAgeDays: 1e400 is not written as a whole number")]
    [InlineData("{\"maxAgeDays\":30.5}", "maxAgeDays", "maxAgeDays: 30.5 is not written as a whole number")]
    [InlineData("{\"maxAgeDays\":30.0}", "maxAgeDays", "maxAgeDays: 30.0 is not written as a whole number")]
    [InlineData("{\"keepLatestPerVolume\":-1}", "keepLatestPerVolume", "valid: a whole number from 0 to 1000")]
    [InlineData("{\"keepLatestPerVolume\":1001}", "keepLatestPerVolume", "out of range")]
    [InlineData("{\"keepDaily\":3651}", "keepDaily", "keepDaily: 3651 is out of range; valid: a whole number from 0 to 3650")]
    [InlineData("{\"keepWeekly\":521}", "keepWeekly", "valid: a whole number from 0 to 520")]
    [InlineData("{\"keepMonthly\":241}", "keepMonthly", "valid: a whole number from 0 to 240")]
    [InlineData("{\"keepYearly\":101}", "keepYearly", "valid: a whole number from 0 to 100")]
    [InlineData("{\"keepHourly\":1}", "keepHourly", "keepHourly: unknown; did you mean keepYearly?")]
    [InlineData("{\"maxDeletions\":100001}", "maxDeletions", "valid: a whole number from 0 to 100000")]
    [InlineData("{\"maxDeletePercent\":0}", "maxDeletePercent", "valid: a whole number from 1 to 100")]
    [InlineData("{\"maxDeletePercent\":101}", "maxDeletePercent", "out of range")]
    [InlineData("{\"graceDays\":91}", "graceDays", "graceDays: 91 is out of range; valid: a whole number from 0 to 90")]
    [InlineData("{\"recycleBin\":\"on\"}", "recycleBin", "recycleBin: \"on\" is no choice; valid: \"off\" or \"use\" or \"require\"")]
    [InlineData("{\"recycleBin\":true}", "recycleBin", "recycleBin: true is a boolean")]
    [InlineData(
        "{\"accounts\":[\"12345678901\"]}",
        "accounts[0]",
        "accounts[0]: \"12345678901\" is not an account id; valid: an array of account ids, 12 digits each")]
    [InlineData("{\"accounts\":[111122223333]}", "accounts[0]", "accounts[0]: 111122223333 is a number")]
    [InlineData("{\"accounts\":[]}", "accounts", "accounts: [] is empty")]
    [InlineData(
        "{\"accounts\":[\"111122223333\"]}",
        "accounts",
        "accounts: [\"111122223333\"] comes without SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME in the environment")]
    [InlineData("{\"deleteRoleArn\":\"arn:aws:iam::111122223333:role/r\"}", "deleteRoleArn", "deleteRoleArn: unknown")]
    [InlineData(
        "{\"deleteRatePerSecond\":0}", "deleteRatePerSecond", "deleteRatePerSecond: 0 is out of range; valid: a number from 0.1 to 1000")]
    [InlineData("{\"deleteRatePerSecond\":1e400}", "deleteRatePerSecond", "1e400 is out of range")]
    [InlineData("{\"deleteRatePerSecond\":\"NaN\"}", "deleteRatePerSecond", "\"NaN\" is a text")]
    [InlineData("{\"deleteBurst\":0}", "deleteBurst", "valid: a whole number from 1 to 10000")]
    [InlineData("{\"deadlineMarginSeconds\":4}", "deadlineMarginSeconds", "valid: a whole number from 5 to 300")]
    // Choices and names
    [InlineData(
        "{\"deletedVolumes\":\"KeepLatest\"}",
        "deletedVolumes",
        "\"KeepLatest\" is no choice; valid: \"keepLatest\" or \"ageOnly\"; did you mean keepLatest?")]
    [InlineData("{\"copies\":\"delete\"}", "copies", "copies: \"delete\" is no choice; valid: \"keep\" or \"byTag\" or \"ageOnly\"")]
    [InlineData("{\"regions\":[]}", "regions", "regions: [] is empty; valid: an array of names of AWS regions, or [\"all\"]")]
    [InlineData("{\"regions\":[\"\"]}", "regions[0]", "regions[0]: \"\" is empty; valid: names of AWS regions")]
    [InlineData(
        "{\"regions\":[\"us-eest-1\"]}",
        "regions[0]",
        "regions[0]: \"us-eest-1\" is not a region; valid: an array of names of AWS regions, or [\"all\"]; did you mean us-east-1?")]
    [InlineData("{\"regions\":[\"US-EAST-1\"]}", "regions[0]", "did you mean us-east-1?")]
    [InlineData("{\"regions\":[\"us-east-1-regional\"]}", "regions[0]", "is not a region")]
    [InlineData("{\"regions\":[\"us-east-1\",\"*\"]}", "regions[1]", "\"*\" is not a region")]
    [InlineData("{\"regions\":[\"all\",\"us-east-1\"]}", "regions", "regions: [\"all\",\"us-east-1\"] names all and more")]
    [InlineData("{\"excludeRegions\":[\"all\"]}", "excludeRegions[0]", "\"all\" is not a region")]
    [InlineData(
        "{\"regions\":[\"eu-west-1\"],\"excludeRegions\":[\"eu-west-1\",\"us-east-1\"]}",
        "excludeRegions",
        "excludeRegions: [\"eu-west-1\",\"us-east-1\"] leaves nothing of regions [\"eu-west-1\"]; valid: at least one region left")]
    [InlineData("{\"excludeRegions\":[\"us-east-1\"]}", "excludeRegions", "leaves nothing of regions [\"us-east-1\"]")]
    [InlineData(
        "{\"skipGuards\":[\"image\"]}",
        "skipGuards[0]",
        "skipGuards[0]: \"image\" is not a guard; valid: images, locks, sharing; did you mean images?")]
    [InlineData(
        "{\"skipGuards\":[\"image:InspectorScan\"]}",
        "skipGuards[0]",
        "skipGuards[0]: \"image:InspectorScan\" is not a guard; valid: images, locks, sharing; did you mean images?")]
    [InlineData(
        "{\"skipGuards\":[\"images:x\"]}",
        "skipGuards[0]",
        "skipGuards[0]: \"images:x\" names a key, and the guard images goes by none; valid: images")]
    [InlineData(
        "{\"skipGuards\":[\"images:\"]}",
        "skipGuards[0]",
        "skipGuards[0]: \"images:\" names a key, and the guard images goes by none; valid: images")]
    [InlineData(
        "{\"expectedAccountId\":\"12345678901\"}", "expectedAccountId", "\"12345678901\" is something else; valid: a text of 12 digits")]
    [InlineData("{\"expectedAccountId\":\"12345678901a\"}", "expectedAccountId", "valid: a text of 12 digits")]
    [InlineData(
        "{\"expectedAccountId\":\"\\u0661\\u0661\\u0661\\u0661\\u0661\\u0661\\u0661\\u0661\\u0661\\u0661\\u0661\\u0661\"}",
        "expectedAccountId",
        "valid: a text of 12 digits")]
    // Tags
    [InlineData(
        "{\"includeTags\":{\"Env\":[]}}",
        "includeTags.Env",
        "includeTags.Env: [] could never match; valid: at least one value; [\"*\"] for any")]
    [InlineData("{\"includeTags\":{\"\":[\"x\"]}}", "includeTags.\"\"", "valid: a key of 1 to 128 characters")]
    [InlineData(
        "{\"includeTags\":{\"A\":[\"x\"],\"A\":[\"y\"]}}",
        "includeTags.A",
        "includeTags.A: [\"y\"] is a key that was named before; valid: each key once")]
    [InlineData("{\"excludeTags\":{\"Keep\":[\"x\"],\"KEEP\":[\"y\"]}}", "excludeTags.KEEP", "is a key that was named before")]
    [InlineData(
        "{\"excludeTags\":{\"DoNotDelete\":[],\"donotdelete\":[\"x\"]}}", "excludeTags.donotdelete", "is a key that was named before")]
    [InlineData(
        "{\"includeTags\":{\"Env*\":[\"x\"]}}",
        "includeTags.Env*",
        "includeTags.Env*: [\"x\"] has a key with * or ?; valid: a key as it is, such as \"Env\": in includeTags only values may have * or ?, and [\"*\"] stands for any")]
    [InlineData(
        "{\"includeTags\":{\"*\":[\"*\"]}}", "includeTags.*", "has a key with * or ?; valid: a key as it is: in includeTags only values")]
    [InlineData("{\"includeTags\":{\"a?\":[\"*\"],\"b\":[\"*\"]}}", "includeTags.a?", "such as \"a\"")]
    [InlineData(
        "{\"excludeTags\":{\"Do-Not-Delete\":[]}}",
        "excludeTags.Do-Not-Delete",
        "[] lifts nothing under this spelling; valid: {\"DoNotDelete\": []}, which lifts all spellings; or values, to keep what has this one")]
    [InlineData(
        "{\"lineageTag\":\"\"}", "lineageTag", "lineageTag: \"\" is empty; valid: a tag key of 1 to 128 characters without * and ?")]
    [InlineData(
        "{\"lineageTag\":\"source-*\"}",
        "lineageTag",
        "\"source-*\" is something else; valid: a tag key of 1 to 128 characters without * and ?")]
    [InlineData("{\"lineageTag\":[\"source\"]}", "lineageTag", "is an array")]
    [InlineData(
        "{\"copies\":\"byTag\"}", "copies", "copies: \"byTag\" comes without lineageTag; valid: copies byTag and lineageTag together")]
    [InlineData(
        "{\"keepUntilTags\":\"DeleteOn\"}",
        "keepUntilTags",
        "is a text; valid: an array of up to 50 tag keys, each of 1 to 128 characters without * and ?")]
    [InlineData("{\"keepUntilTags\":[\"DeleteOn\",\"\"]}", "keepUntilTags[1]", "keepUntilTags[1]: \"\" is empty")]
    [InlineData(
        "{\"keepUntilTags\":[\"Delete*\"]}",
        "keepUntilTags[0]",
        "\"Delete*\" is something else; valid: a tag key of 1 to 128 characters without * and ?")]
    [InlineData("{\"keepUntilTags\":[1]}", "keepUntilTags[0]", "keepUntilTags[0]: 1 is a number")]
    // Choices that came with policies
    [InlineData("{\"archived\":\"after90days\"}", "archived", "valid: \"keep\" or \"after90Days\"; did you mean after90Days?")]
    [InlineData("{\"deregisteredImages\":\"delete\"}", "deregisteredImages", "valid: \"keep\" or \"ageOnly\"")]
    [InlineData("{\"errorState\":true}", "errorState", "errorState: true is a boolean; valid: \"keep\" or \"ageOnly\"")]
    [InlineData(
        "{\"launchTemplateVersions\":\"latest\"}",
        "launchTemplateVersions",
        "valid: \"all\" or \"latestAndDefault\"; did you mean latestAndDefault?")]
    // Policies by name
    [InlineData(
        "{\"onlyPolicies\":[\"dev\"]}",
        "onlyPolicies",
        "onlyPolicies: \"dev\" comes without policies; valid: policies and the names of some of them together")]
    [InlineData("{\"onlyPolicies\":[]}", "onlyPolicies", "onlyPolicies: [] is empty; valid: an array of names of policies")]
    [InlineData("{\"onlyPolicies\":\"dev\"}", "onlyPolicies", "onlyPolicies: \"dev\" is a text")]
    [InlineData(
        "{\"onlyPolicies\":[\"prd\"],\"policies\":[{\"name\":\"prod\"},{\"name\":\"dev\"}]}",
        "onlyPolicies",
        "onlyPolicies: \"prd\" is not the name of a policy; valid: names of dev, prod; did you mean prod?")]
    [InlineData("{\"onlyPolicies\":[\"a\"],\"policies\":[{\"name\":\"A\"}]}", "policies[0].name", "is something else")]
    // Approved ids
    [InlineData(
        """{"approvedSnapshotIds":[]}""",
        "approvedSnapshotIds",
        "approvedSnapshotIds: [] is empty; valid: an array of 1 to 9000 snapshot ids")]
    [InlineData(
        """{"approvedSnapshotIds":["vol-0123456789abcdef0"]}""",
        "approvedSnapshotIds[0]",
        """ "vol-0123456789abcdef0" is not a snapshot id""")]
    [InlineData("""{"approvedSnapshotIds":["snap-0123456789ABCDEF0"]}""", "approvedSnapshotIds[0]", "is not a snapshot id")]
    [InlineData("""{"approvedSnapshotIds":["snap-012345678"]}""", "approvedSnapshotIds[0]", "is not a snapshot id")]
    // The schedule's own
    [InlineData(
        """{"scheduledTime":"2026-03-01T02:59:00"}""",
        "scheduledTime",
        """scheduledTime: "2026-03-01T02:59:00" is not an ISO 8601 instant with an offset; valid: an instant from "2026-02-2""")]
    [InlineData("""{"scheduledTime":"<aws.scheduler.scheduled-time>"}""", "scheduledTime", "is not an ISO 8601 instant")]
    [InlineData("""{"scheduledTime":"01/03/2026 03:00"}""", "scheduledTime", "is not an ISO 8601 instant")]
    [InlineData("""{"scheduledTime":1772334000}""", "scheduledTime", "1772334000 is a number")]
    [InlineData("""{"scheduledTime":"2026-03-01T03:05:01Z"}""", "scheduledTime", """ "2026-03-01T03:05:01Z" is in the future""")]
    [InlineData("""{"scheduledTime":"9999-12-31T23:59:59-14:00"}""", "scheduledTime", "scheduledTime: ")]
    [InlineData("""{"scheduledTime":"2026-02-22T03:00:00Z"}""", "scheduledTime", """ "2026-02-22T03:00:00Z" is too long ago""")]
    [InlineData(
        """{"scheduleArn":"arn:aws:scheduler:eu-west-1:111122223333:schedule/default/nightly"}""",
        "scheduleArn",
        "comes without scheduledTime; valid: scheduleArn and scheduledTime together")]
    [InlineData("""{"idempotencyKey":""}""", "idempotencyKey", """idempotencyKey: "" is empty; valid: a text of 1 to 200 characters""")]
    [InlineData("""{"idempotencyKey":"  "}""", "idempotencyKey", "is empty")]
    [InlineData("""{"idempotencyKey":"\ud800"}""", "idempotencyKey", "is not Unicode")]
    public void Is_told(string payload, string field, string message)
    {
        var error = ReadSettings.TheError(payload);
        Assert.Equal(field, error.Field);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Valid);
    }

    [Fact]
    public void A_longer_text_than_a_key_may_have_is_told_with_its_length() =>
        Assert.Contains(
            "has 201 characters; valid: a text of 1 to 200 characters",
            ReadSettings.TheError($$"""{"idempotencyKey":"{{new string('k', 201)}}"}""").Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_tag_key_or_value_that_no_tag_can_have_is_told()
    {
        Assert.Contains(
            "a key of 1 to 128 characters",
            ReadSettings.TheError($$$"""{"includeTags":{"{{{new string('k', 129)}}}":["v"]}}""").Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "has 257 characters; valid: up to 256 characters",
            ReadSettings.TheError($$$"""{"excludeTags":{"k":["{{{new string('v', 257)}}}"]}}""").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void More_approved_ids_than_an_event_can_carry_are_told_with_their_number()
    {
        var ids = string.Join(',', Enumerable.Range(0, 9001).Select(i => $""" "snap-{i:x8}" """));
        Assert.Contains(
            "has 9001 items; valid: an array of 1 to 9000 snapshot ids",
            ReadSettings.TheError($$"""{"approvedSnapshotIds":[{{ids}}]}""").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_shows_little_of_a_long_value_and_of_a_long_name()
    {
        Assert.InRange(ReadSettings.TheError($$"""{"maxAgeDays":"{{new string('9', 100_000)}}"}""").Message.Length, 100, 250);
        Assert.InRange(
            ReadSettings.TheError($$"""{"maxAgeDays":{{new string('[', 60)}}{{new string(']', 60)}}}""").Message.Length, 100, 250);
        Assert.InRange(ReadSettings.TheError($$"""{"{{new string('x', 100_000)}}":1}""").Field.Length, 90, 110);
    }

    [Fact]
    public void A_message_is_one_line_whatever_the_value_holds() =>
        Assert.DoesNotContain('\n', ReadSettings.TheError("{\"maxAgeDays\":{\n\"a\":\n1}}").Message);

    [Fact]
    public void Half_a_million_unknown_fields_are_counted_and_not_all_worded()
    {
        var errors = ReadSettings.Of("{" + string.Join(',', Enumerable.Range(0, 500_000).Select(i => $""" "f{i}":1 """)) + "}").Errors;
        Assert.Equal(SettingErrors.Most + 1, errors.Count);
        Assert.Equal("and 499900 more errors", errors[^1].Message);
    }
}
