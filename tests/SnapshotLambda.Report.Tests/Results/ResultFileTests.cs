using System.Text;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Results;

namespace SnapshotLambda.Report.Tests.Results;

/// <summary>A result as the function writes it is read, and what is none is told.</summary>
public sealed class ResultFileTests
{
    private const string Written = """
        {"status":"PartiallyFailed","exitCode":3,"reason":"DeletionsFailed","message":"1 failed.","nextStep":null,"runId":"2026-11-27-a",
        "version":"0.1.0","dryRun":false,"replayed":false,"referenceTime":"2026-11-27T03:00:00+00:00","cutoff":"2026-10-28T03:00:00+00:00",
        "startedAt":"2026-11-27T03:00:00+00:00","finishedAt":"2026-11-27T03:00:04+00:00","planDigest":"sha256:00",
        "notes":[{"code":"NoFence","count":1,"text":"There is no fence."}],"settings":{"maxAgeDays":{"value":30,"from":"default"}},
        "totals":{"scanned":3,"inScope":3,"deleted":1,"marked":0,"alreadyGone":0,"failed":1,"notAttempted":0,"remaining":0,
        "kept":{"TooYoung":1},"fullSizeBytes":8589934592},
        "regions":[{"account":"111122223333","region":"eu-west-1","status":"PartiallyFailed","reason":"DeletionsFailed","message":"1 failed.",
        "planDigest":"sha256:00","fence":"verified","fenceOmits":[],"scanned":3,"inScope":3,"deleted":1,"marked":0,"alreadyGone":0,"failed":1,
        "notAttempted":0,"remaining":0,"kept":{"TooYoung":1},"fullSizeBytes":8589934592,"wouldRefuse":false,"skippedGuards":[],
        "failures":[{"snapshotId":"snap-1","code":"InternalError","message":"An internal error","requestId":"r-1","attempts":5}],
        "sample":[{"snapshotId":"snap-2","startTime":"2025-01-01T00:00:00+00:00","volumeId":"vol-1","sizeGiB":8,"fullSizeBytes":8589934592}],
        "fieldOfALaterVersion":{"a":[1]}}]}
        """;

    [Fact]
    public void It_reads_what_the_function_writes()
    {
        var result = Read(Written);

        Assert.Equal(RunStatus.PartiallyFailed, result.Status);
        Assert.Equal((1, 1, 3), (result.Totals.Deleted!.Value, result.Totals.Failed, result.Totals.Scanned));
        Assert.Equal(1, result.Totals.Kept["TooYoung"]);
        Assert.Equal(new Note("NoFence", 1, "There is no fence."), Assert.Single(result.Notes));
        var region = Assert.Single(result.Regions);
        Assert.Equal((RegionStatus.PartiallyFailed, 8L << 30), (region.Status, region.FullSizeBytes));
        Assert.Equal("snap-1", Assert.Single(region.Failures).SnapshotId);
        Assert.Equal("vol-1", Assert.Single(region.Sample).VolumeId);
    }

    [Fact]
    public void It_reads_what_it_writes()
    {
        using var file = new MemoryStream();
        ResultFile.Write(ExampleResults.Failing("snap-2"), file);

        var result = Read(Encoding.UTF8.GetString(file.ToArray()));

        Assert.Equal(RunStatus.PartiallyFailed, result.Status);
        Assert.Equal("snap-2", Assert.Single(Assert.Single(result.Regions).Failures).SnapshotId);
        Assert.Equal(ExampleResults.Failing("").Totals.Deleted, result.Totals.Deleted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""
        {"status":"Splendid","message":"","runId":"","dryRun":true,"startedAt":"2026-11-27T03:00:00Z","finishedAt":"2026-11-27T03:00:00Z"}
        """)]
    public void What_is_no_result_is_told_with_the_name_and_what_to_do(string text)
    {
        var fault = Assert.Throws<InvalidResultException>(() => Read(text));

        Assert.StartsWith("result.json is no result of SnapshotLambda: ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Name a result.json that a run wrote, or leave it out: a report can be made of the plans alone.",
            fault.Message,
            StringComparison.Ordinal);
    }

    private static RunResult Read(string text) => ResultFile.Read("result.json", new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
