namespace SnapshotLambda.Core.Tests.Results;

public sealed class RunConclusionTests
{
    private static readonly RunConclusion Report = new("run-1", DryRun: false, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(5));

    private static RegionResult Region(string name, RegionStatus status, string? reason = null) =>
        new RegionConclusion("111122223333", name, DryRun: false, []).NotPlanned(status, reason ?? "", $"{status}.") with { Reason = reason };

    [Theory]
    [InlineData(RegionStatus.Succeeded, RegionStatus.Succeeded, RunStatus.Succeeded, 0)]
    [InlineData(RegionStatus.Succeeded, RegionStatus.NotAllowed, RunStatus.Succeeded, 0)]
    [InlineData(RegionStatus.Incomplete, RegionStatus.Succeeded, RunStatus.Incomplete, 4)]
    [InlineData(RegionStatus.Incomplete, RegionStatus.PartiallyFailed, RunStatus.PartiallyFailed, 3)]
    [InlineData(RegionStatus.Refused, RegionStatus.PartiallyFailed, RunStatus.Refused, 5)]
    [InlineData(RegionStatus.Refused, RegionStatus.Failed, RunStatus.Failed, 1)]
    [InlineData(RegionStatus.NotAllowed, RegionStatus.NotAllowed, RunStatus.Failed, 1)]
    public void Takes_the_worst_region_for_its_status(RegionStatus one, RegionStatus two, RunStatus expected, int exitCode)
    {
        var result = Report.Of([Region("us-east-1", one), Region("eu-west-1", two)]);

        Assert.Equal((expected, exitCode), (result.Status, result.ExitCode));
    }

    [Fact]
    public void Names_the_worst_region_and_its_reason()
    {
        var result = Report.Of([Region("us-east-1", RegionStatus.Succeeded), Region("eu-west-1", RegionStatus.Failed, "Why")]);

        Assert.Equal("Why", result.Reason);
        Assert.Contains("eu-west-1", result.Message, StringComparison.Ordinal);
        Assert.NotNull(result.NextStep);
    }

    [Fact]
    public void Has_the_exit_codes_of_the_contract() =>
        Assert.Equal(
            [(0, "Succeeded"), (1, "Failed"), (2, "InvalidConfiguration"), (3, "PartiallyFailed"), (4, "Incomplete"), (5, "Refused"), (6, "AlreadyRunning")],
            Enum.GetValues<RunStatus>().Select(status => ((int)status, status.ToString())));
}
