using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Execution;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Tests.Execution;

public sealed class RecycleBinCheckTests
{
    [Fact]
    public async Task Whatever_breaks_while_it_looks_for_an_undo_costs_nothing_of_what_is_known_of_the_deletions()
    {
        using var ec2 = new ScriptedEc2(() => { }, isStillThere: false);
        var log = new RegionLog(NullLogger.Instance, "run", "111122223333", "us-east-1", dryRun: false, verbose: false);

        Assert.Equal(UndoState.Unknown, await new RecycleBinCheck(ec2, new FakeTimeProvider(), log).TellAsync("snap-1", default));
    }
}
