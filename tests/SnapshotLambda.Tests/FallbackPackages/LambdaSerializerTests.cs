using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace SnapshotLambda.Tests.FallbackPackages;

public sealed class LambdaSerializerTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<WorkOrderTypes> _serializer = new();

    [Fact]
    public void Reads_names_whatever_their_case() =>
        Assert.Equal(new("a", "b"), _serializer.Deserialize<WorkOrder>(Payload("""{"KEY":"a","digest":"b"}""")));

    [Fact]
    public void Writes_names_as_they_are_and_no_nulls() =>
        Assert.Equal("""{"Digest":"one"}""", Written(_serializer));

    [Fact]
    public void Writes_names_as_the_options_say() =>
        Assert.Equal("""{"digest":"one"}""", Written(new(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase)));

    [Fact]
    public void Writes_every_character_that_JSON_can_have_as_it_is()
    {
        var stream = new MemoryStream();
        _serializer.Serialize(new WorkOrder("<æ>"), stream);
        Assert.Equal("""{"Key":"<æ>","Digest":"one"}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Names_the_type_that_a_payload_cannot_be()
    {
        var thrown = Assert.Throws<JsonSerializerException>(() => _serializer.Deserialize<WorkOrder>(Payload("{")));
        Assert.StartsWith(
            $"Error converting the Lambda event JSON payload to type {typeof(WorkOrder)}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_type_that_the_context_does_not_know() =>
        Assert.Throws<JsonSerializerException>(() => _serializer.Serialize(new WorkReceipt("a", 1), new MemoryStream()));

    private static string Written(SourceGeneratorLambdaJsonSerializer<WorkOrderTypes> serializer)
    {
        var stream = new MemoryStream();
        serializer.Serialize(new WorkOrder(null), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static MemoryStream Payload(string json) => new(Encoding.UTF8.GetBytes(json));
}

[JsonSerializable(typeof(WorkOrder))]
internal sealed partial class WorkOrderTypes : JsonSerializerContext;
