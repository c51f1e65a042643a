using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests.Plans;

/// <summary>What is written is read again, whatever the pieces in which it arrives; what is no whole plan is refused.</summary>
public sealed class PlanFileTests
{
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(Repository.Read("docs/plan.schema.json"));

    [Fact]
    public async Task Reads_what_was_written_and_writes_what_the_schema_says()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (header, snapshots) = Plan(seed);
            var written = Written(header, snapshots);

            var plan = PlanFile.Open("plan.json", () => new Piecemeal(written, seed));

            Assert.Equal(JsonSerializer.Serialize(header), JsonSerializer.Serialize(plan.Header));
            Assert.Equal(
                snapshots.Select(snapshot => JsonSerializer.Serialize(snapshot)),
                plan.Snapshots().Select(snapshot => JsonSerializer.Serialize(snapshot)));
            Assert.Empty((await Schema).Validate(Encoding.UTF8.GetString(written)));
        }
    }

    [Fact]
    public void Reads_a_gzipped_plan_and_one_whose_properties_stand_in_another_order()
    {
        var (header, snapshots) = Plan(7);
        var written = Written(header, snapshots);
        var sorted = new JsonObject(JsonNode.Parse(written)!.AsObject()
            .OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone())));
        sorted["later"] = new JsonObject { ["unknown"] = 1 };
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(
            zipped, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(Encoding.UTF8.GetBytes(sorted.ToJsonString()));

        var plan = PlanFile.Open("plan.json.gz", () => new MemoryStream(zipped.ToArray()));

        Assert.Equal(header.Digest, plan.Header.Digest);
        Assert.Equal(snapshots.Select(snapshot => snapshot.Id), plan.Snapshots().Select(snapshot => snapshot.Id));
    }

    [Fact]
    public void Refuses_a_plan_that_was_cut_short_anywhere()
    {
        var (header, snapshots) = Plan(3);
        header = header with { Counts = header.Counts with { Scanned = 3 } };
        var written = Written(header, [.. snapshots.Take(3)]);
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(written);
        for (var length = 0; length < written.Length; length += 7) AssertRefused(written[..length]);

        // The last bytes of a gzip are its checksum and length, and say nothing of the plan.
        var gzip = zipped.ToArray();
        for (var length = 2; length < gzip.Length - 20; length += 7) AssertRefused(gzip[..length]);

        static void AssertRefused(byte[] cut)
        {
            var fault = Assert.Throws<InvalidPlanException>(() => PlanFile.Open("plan.json", () => new MemoryStream(cut)));
            Assert.StartsWith("plan.json is no plan of SnapshotLambda: ", fault.Message, StringComparison.Ordinal);
            Assert.Contains("cut short", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"format\":\"snapshot-lambda/plan/1\"", "\"format\":\"snapshot-lambda/plan/2\"", "its format is")]
    [InlineData("\"decision\":\"", "\"decision\":\"x", "where one of keep, delete, mark, wait is valid")]
    [InlineData("\"scanned\":", "\"scanned\":9", "it counts")]
    [InlineData("\"sizeGiB\":", "\"sizeGiB\":-", "\"sizeGiB\" is")]
    [InlineData("\"dryRun\":", "\"dryRun\":1,\"other\":", "\"dryRun\" is 1, where true or false is valid")]
    [InlineData("\"snapshots\":", "\"snapshot\":", "it lacks \"snapshots\"")]
    public void Names_the_field_its_value_and_what_is_valid(string from, string to, string error)
    {
        var (header, snapshots) = Plan(5);
        var changed = Encoding.UTF8.GetString(Written(header, snapshots)).Replace(from, to, StringComparison.Ordinal);

        var fault = Assert.Throws<InvalidPlanException>(
            () => PlanFile.Open("plan.json", () => new MemoryStream(Encoding.UTF8.GetBytes(changed))));

        Assert.Contains(error, fault.Message, StringComparison.Ordinal);
    }

    private static (PlanHeader Header, IReadOnlyList<PlannedSnapshot> Snapshots) Plan(int seed)
    {
        var plan = new RandomPlans(seed).Plans.MaxBy(plan => plan.Header.Counts.Scanned)!;
        return (plan.Header, [.. plan.Snapshots()]);
    }

    private static byte[] Written(PlanHeader header, IReadOnlyList<PlannedSnapshot> snapshots)
    {
        var stream = new MemoryStream();
        PlanWriter.Write(stream, header, snapshots);
        return stream.ToArray();
    }

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class Piecemeal(byte[] bytes, int seed) : MemoryStream(bytes)
    {
        private readonly Random _random = new(seed);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, _random.Next(1, 40)));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, _random.Next(1, 40))]);
    }
}
