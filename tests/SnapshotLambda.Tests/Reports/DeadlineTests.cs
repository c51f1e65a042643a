using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reports;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Reports;

public sealed class DeadlineTests
{
    [Fact]
    public async Task A_list_that_the_deadline_leaves_no_time_for_does_not_cost_the_run_its_result()
    {
        var time = new FakeTimeProvider();
        var deadline = new Deadline(time, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(20));
        var folder = Directory.CreateTempSubdirectory("snapshot-lambda-").FullName;
        try
        {
            using var reports = new RunReports(
                new ReportSettings { Folder = folder },
                null!,
                "us-east-1",
                "run-1",
                deadline,
                time,
                new RunLog(NullLogger.Instance, "run-1"));
            time.Advance(TimeSpan.FromSeconds(40));

            await reports.Of("111122223333", "us-east-1").PutDeletionsAsync(["snap-1"]);
            var result = await reports.FinishAsync(new RunResult
            {
                Status = RunStatus.Incomplete,
                Message = "",
                RunId = "run-1",
                DryRun = false,
                StartedAt = time.GetUtcNow(),
                FinishedAt = time.GetUtcNow(),
            });

            Assert.True(File.Exists(Path.Combine(folder, "result.json")));
            Assert.Equal(1, Assert.Single(result.Notes).Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
