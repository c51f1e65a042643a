using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Tests.Fencing;

public sealed class TagConditionTests
{
    private static readonly Tag[] None = [];
    private static readonly Tag[] Other = [new("Name", "prod")];
    private static readonly Tag[] Prod = [new("Name", "x"), new("ENV", "prod-eu")];
    private static readonly Tag[] Live = [new("env", "live"), new("Name", "x")];
    private static readonly Tag[] Dev = [new("Env", "dev")];

    [Fact]
    public void Absent_lets_what_lacks_the_key_in_any_case() => Assert.Equal([true, true, false, false, false], Lets(TagTest.Absent));

    [Fact]
    public void Present_lets_what_has_it() => Assert.Equal([false, false, true, true, true], Lets(TagTest.Present));

    [Fact]
    public void NoneLike_lets_what_has_none_of_the_values() =>
        Assert.Equal([true, true, false, false, true], Lets(TagTest.NoneLike, "prod*", "live"));

    [Fact]
    public void OneLike_lets_what_has_one_of_them() =>
        Assert.Equal([false, false, true, true, false], Lets(TagTest.OneLike, "prod*", "live"));

    private static IEnumerable<bool> Lets(TagTest test, params string[] values) =>
        new[] { None, Other, Prod, Live, Dev }.Select(tags => new TagCondition(test, "Env", [.. values]).Holds(tags));
}
