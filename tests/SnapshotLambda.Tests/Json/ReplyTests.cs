using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Tests.Json;

/// <summary>The reply is written by code that is generated for it; it is what the serializer would write by itself.</summary>
public sealed class ReplyTests
{
    private static readonly WireTypes AsTheSerializerHasThem = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    [Fact]
    public void The_reply_is_the_same_as_by_the_types_metadata() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var result = new HostileResult(seed).Result;

            Assert.Equal(ByMetadata(result), Reply(result));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void So_is_one_with_everything_or_next_to_nothing_in_it()
    {
        var plain = new RunResult
        {
            Status = RunStatus.Succeeded,
            Message = "",
            RunId = "",
            DryRun = true,
            StartedAt = DateTimeOffset.UnixEpoch,
            FinishedAt = DateTimeOffset.UnixEpoch,
        };
        RunResult[] results =
        [
            plain,
            plain with
            {
                Replayed = true,
                ReferenceTime = DateTimeOffset.UnixEpoch.AddDays(20_000),
                Cutoff = DateTimeOffset.UnixEpoch.AddTicks(1),
                PlanDigest = "digest",
                LeftOut = "all",
                Totals = new()
                {
                    Deleted = 1,
                    WouldDelete = 2,
                    Marked = 3,
                    WouldMark = 4,
                    ApprovedUnknown = 5,
                    FullSizeBytes = long.MaxValue,
                },
            },
        ];

        Assert.All(results, result => Assert.Equal(ByMetadata(result), Reply(result)));
    }

    private static string Reply(RunResult result)
    {
        using var stream = new MemoryStream();
        new WireSerializer().Serialize(result, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string ByMetadata(RunResult result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonSerializer.Serialize(writer, result, AsTheSerializerHasThem.RunResult);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
