using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using static SnapshotLambda.Core.Tests.Fencing.Fences;

namespace SnapshotLambda.Core.Tests.Fencing;

/// <summary>A session policy has room for 2,048 characters: what does not fit is left out in a fixed order, and named.</summary>
public sealed class FenceRoomTests
{
    [Fact]
    public void Finds_what_there_is_room_for_among_thousands_of_keys_by_writing_a_few_texts()
    {
        const int Keys = 5000;
        var terms = Terms(NoTags.Retaining(retention => retention with
        {
            ExcludeTags = Filter([.. Enumerable.Range(0, Keys).Select(i => ($"key-{i:D4}", new[] { "*" }))]),
        }));
        var (texts, conditions) = (0, 0);

        var fence = Fence.Of(terms, (_, said) =>
        {
            texts++;
            conditions += said.Count();
            return SessionPolicy.ToDelete(terms, said);
        });

        Assert.InRange(texts, 1, 20);
        Assert.InRange(conditions, 1, 3 * Keys);
        var next = new TagCondition(
            TagTest.Absent, Omits(fence).First(name => name.StartsWith("excludeTags.", StringComparison.Ordinal)).Split('.')[1], []);
        Assert.InRange(fence.ToDelete.Length, 1, Fence.LongestText);
        var more = fence.Conditions.Append(next).Select(condition => new Protection([], ProtectionRank.Excluded) { Condition = condition });
        Assert.True(SessionPolicy.ToDelete(terms, more).Length > Fence.LongestText);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(1, 8)]
    public void Fills_the_room_to_the_last_character(int tooMany, int said)
    {
        // 200 characters for each condition: nine of them take all the room that there is, or one character more.
        var fence = Fence.Of(
            Terms(NoTags.Retaining(retention => retention with
            {
                ExcludeTags = Filter([.. Enumerable.Range(0, 12).Select(i => ($"key-{i}", new[] { "*" }))]),
            })) with
            {
                Guards = [],
            },
            (_, conditions) => new string('x', Fence.LongestText + tooMany + (200 * (conditions.Count() - 9))));

        Assert.Equal(said, fence.Conditions.Count());
        Assert.Equal(12 - said, Omits(fence).Count);
    }

    [Fact]
    public void Says_no_tag_at_all_where_there_is_room_for_none()
    {
        var terms = Terms(
            NoTags.Retaining(retention => retention with { ExcludeTags = Filter(("a", ["*"]), ("b", ["*"])) })) with
        {
            Guards = [],
        };

        var fence = Fence.Of(terms, (_, conditions) => new string('x', Fence.LongestText + conditions.Count()));

        Assert.Empty(fence.Conditions);
        Assert.Null(fence.Smaller);
    }

    [Fact]
    public void Lets_nothing_through_where_a_key_must_be_there_and_must_not()
    {
        var fence = Of(
            NoTags.Retaining(retention => retention with
            {
                ExcludeTags = Filter(("Team", ["*"]), ("Snapshot-Lambda:Delete-After", ["*"])),
                IncludeTags = Filter(("team", ["*"])),
            }).Guarded(safeguards => safeguards with { GraceDays = 1 }),
            []);

        Assert.Equal(
            """
            {"DateLessThan":{"ec2:SnapshotTime":"2026-06-01T03:00:00Z"},
            "Null":{"aws:ResourceTag/snapshot-lambda:delete-after":"false","aws:ResourceTag/team":"false"},
            "StringNotLike":{"aws:ResourceTag/Team":"*","aws:ResourceTag/Snapshot-Lambda:Delete-After":"*"}}
            """.ReplaceLineEndings(""),
            Conditions(fence.ToDelete));
    }

    [Fact]
    public void Leaves_out_later_guards_first_then_included_tags_then_excluded_ones_then_the_guards_then_DoNotDelete_and_never_mark_or_cutoff()
    {
        var policy = NoTags.Retaining(retention => retention with
        {
            ExcludeTags = Filter(("E1", ["*"]), ("DoNotDelete", ["*"]), ("E2", ["x"])),
            IncludeTags = Filter(("I1", ["*"]), ("I2", ["x"])),
        }).Guarded(safeguards => safeguards with { GraceDays = 1 });
        var fence = Of(policy, [Keys("g1", "g2"), Guard.AwsTags, Keys("g3", "g4")]);
        var steps = new List<string>();
        for (var smaller = fence.Smaller; smaller is not null; smaller = smaller.Smaller)
        {
            steps.Add(string.Join(' ', Omits(smaller)));
            Assert.Contains("ec2:SnapshotTime", smaller.ToDelete, StringComparison.Ordinal);
            Assert.Contains(OwnTags.DeleteAfter, smaller.ToDelete, StringComparison.Ordinal);
            Assert.True(smaller.ToDelete.Length < fence.ToDelete.Length);
        }

        string[] order =
        [
            "excludeTags.DoNotDelete", "excludeTags.DoNotDelete: do-not-delete", "excludeTags.DoNotDelete: do_not_delete",
            "excludeTags.DoNotDelete: do not delete", "test: g1", "test: g2",
            "excludeTags.E1", "excludeTags.E2", "includeTags.I1", "includeTags.I2", "test: g3", "test: g4",
        ];
        Assert.Equal(
            order.Select((_, i) => string.Join(
                ' ', order[^(i + 1)..].Prepend("excludeTags.DoNotDelete: other spellings").Prepend("awsTags: aws:*"))),
            steps);
    }

    [Fact]
    public void Keeps_to_2048_characters_by_leaving_out_and_names_an_exclusion_that_a_guard_had_covered()
    {
        var policy = NoTags.Retaining(retention => retention with
        {
            ExcludeTags = Filter([("G0", ["x"]), .. Enumerable.Range(0, 50).Select(i => ($"{i:D2}{new string('k', 126)}", new[] { "*" }))]),
        });
        var fence = Of(policy, [Keys("g0")]);

        Assert.InRange(fence.ToDelete.Length, 2048 - 160, 2048);
        Assert.Equal(fence.Conditions.Count(), 51 - Omits(fence).Count);
        Assert.Equal($"excludeTags.{49:D2}{new string('k', 126)}", Omits(fence)[^1]);
        while (fence.Smaller is { } smaller) fence = smaller;
        Assert.Equal(["test: g0", "excludeTags.G0"], Omits(fence).Take(2));
    }

    [Fact]
    public void There_is_room_for_the_usual_spellings_of_DoNotDelete_beside_the_guards_keys()
    {
        var fence = Fence.Of(
            Terms(Inputs.Default.Guarded(safeguards => safeguards with { GraceDays = 7, RecycleBin = RecycleBin.Require })));

        Assert.Equal(
            ["DoNotDelete", "do-not-delete", "do_not_delete", "do not delete"],
            fence.Conditions.Take(4).Select(condition => condition.Key));
        Assert.Equal(
            [.. AlwaysOmitted, "excludeTags.DoNotDelete: other spellings"],
            Omits(fence).Where(name => !IsOfLaterGuard(name) || AlwaysOmitted.Contains(name)));
    }
}
