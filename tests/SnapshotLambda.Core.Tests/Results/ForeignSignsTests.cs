using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Results;

public sealed class ForeignSignsTests
{
    [Fact]
    public void Names_words_that_say_keep_and_keys_that_many_bear_and_no_setting_names()
    {
        Snapshot[] candidates =
        [
            .. Enumerable.Range(0, 10).Select(i => Given.Snapshot(
                $"s{i}",
                10,
                null,
                ("backup-job", $"{i}"),
                ("Name", "x"),
                ("env", "dev"),
                ("Expires", "2020-01-01"),
                ("snapshot-lambda:delete-after", "x"))),
            Given.Snapshot("hold", 10, null, ("case", "Legal hold 17")), Given.Snapshot("rare", 10, null, ("colour", "red")),
        ];
        var inputs = Given.NoFloor.Retaining(retention => retention with { IncludeTags = Given.Tagged("env", "*") });

        var signs = ForeignSigns.Among(candidates, inputs, CancellationToken.None);

        Assert.Equal([("backup-job", 10), ("case=Legal hold 17", 1)], signs.Select(sign => (sign.Key, sign.Value)));
    }

    [Fact]
    public void Names_ten_at_most() =>
        Assert.Equal(
            10,
            ForeignSigns.Among(
                [.. Enumerable.Range(0, 20).Select(i => Given.Snapshot($"s{i}", 10, null, ($"keep-{i}", "")))],
                Given.NoFloor,
                CancellationToken.None).Count);
}
