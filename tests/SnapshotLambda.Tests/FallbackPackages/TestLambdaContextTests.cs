using Amazon.Lambda.TestUtilities;

namespace SnapshotLambda.Tests.FallbackPackages;

[Collection(nameof(ProcessWideState))]
public sealed class TestLambdaContextTests
{
    [Fact]
    public void No_time_remains_unless_it_is_given()
    {
        Assert.Equal(TimeSpan.Zero, new TestLambdaContext().RemainingTime);
        Assert.Equal(TimeSpan.FromMinutes(15), new TestLambdaContext { RemainingTime = TimeSpan.FromMinutes(15) }.RemainingTime);
    }

    [Fact]
    public void Its_logger_keeps_what_is_logged()
    {
        var context = new TestLambdaContext();
        context.Logger.LogLine("a line");
        Assert.Contains("a line", Assert.IsType<TestLambdaLogger>(context.Logger).Buffer.ToString(), StringComparison.Ordinal);
    }
}
