using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Settings;

/// <summary>A payload and a file may say where an editor finds their schema, and nothing else that is no setting.</summary>
public sealed class SchemaFieldTests
{
    [Fact]
    public void Is_passed_by_in_payload_and_file()
    {
        var run = ReadSettings.Good(
            """{"$schema": "./payload.schema.json", "maxAgeDays": 45}""", """{"$schema": "./payload.schema.json", "graceDays": 7}""");

        Assert.Equal((45, 7), (run.Retention.MaxAgeDays, run.Safeguards.GraceDays));
        Assert.DoesNotContain("$schema", run.Effective.Keys);
    }

    [Fact]
    public void Does_not_tell_runs_apart() =>
        Assert.Equal(ReadSettings.Good("{}").Digest, ReadSettings.Good("""{"$schema": "./payload.schema.json"}""").Digest);

    [Theory]
    [InlineData("""{"$schema": 7}""", "$schema", "$schema: 7 is a number; valid: a text")]
    [InlineData("""{"$schema": null}""", "$schema", "$schema: null is nothing; valid: a text")]
    [InlineData("""{"$schema": "a", "$schema": "b"}""", "$schema", """$schema: "b" is there a second time""")]
    [InlineData("""{"$Schema": "a"}""", "$Schema", "$Schema: unknown; valid: maxAgeDays, ")]
    [InlineData("""{"schema": "a"}""", "schema", "schema: unknown; ")]
    [InlineData("""{"$comment": "a"}""", "$comment", "$comment: unknown; ")]
    [InlineData("""{"$id": "a"}""", "$id", "$id: unknown; ")]
    public void Anything_like_it_is_told(string payload, string field, string message)
    {
        var error = ReadSettings.TheError(payload);
        Assert.Equal(field, error.Field);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_no_variable_of_the_environment() =>
        Assert.DoesNotContain(SettingTable.Names, name => name == JsonLayer.SchemaField);
}
