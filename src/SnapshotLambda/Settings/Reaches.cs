using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>
/// The kinds of <see cref="Reach{T}"/>. Each allows the deployed value, and otherwise only values that keep more. A value that cannot be
/// compared is not allowed.
/// </summary>
internal static class Reaches
{
    /// <summary>A list may name some items of the deployed one; <c>all</c> names every region.</summary>
    public static Reach<IReadOnlyList<string>> Fewer { get; } = new("only some of them", (named, deployed) =>
        deployed is not null
        && (deployed.Contains(RegionListType.All, StringComparer.Ordinal) || !named.Except(deployed, StringComparer.Ordinal).Any()));

    /// <summary>A list may name all items of the deployed one, and more.</summary>
    public static Reach<IReadOnlyList<string>> More { get; } = new("only these and more", (named, deployed) =>
        deployed is not null && !deployed.Except(named, StringComparer.Ordinal).Any());

    /// <summary>A list may name exactly the items of the deployed one, in any order.</summary>
    public static Reach<IReadOnlyList<string>> NoOther { get; } = new("nothing else", (named, deployed) =>
        deployed is not null && named.ToHashSet(StringComparer.Ordinal).SetEquals(deployed));

    /// <summary>A text may be named if it is the deployed one.</summary>
    public static Reach<string> NoOtherText { get; } = new("nothing else", (named, deployed) =>
        string.Equals(named, deployed, StringComparison.Ordinal));

    /// <summary>A list of date tags may name all of the deployed ones, in any spelling, and more.</summary>
    public static Reach<IReadOnlyList<string>> MoreDates { get; } = new("only these and more", (named, deployed) =>
        deployed is not null && deployed.All(new DateTags(named).Contains));

    /// <summary>A list of policies may say what the deployed one says, in any order.</summary>
    public static Reach<IReadOnlyList<Policy>> NoOtherPolicies { get; } = new("nothing else", (named, deployed) =>
        deployed is not null && PolicyListType.AreSame(named, deployed));

    /// <summary>A text may be named if none is deployed.</summary>
    public static Reach<string> WhereNone { get; } = new("one only where none is deployed", (named, deployed) =>
        deployed is null || string.Equals(named, deployed, StringComparison.Ordinal));

    /// <summary>A scope may become smaller: by further keys, or fewer values of a key.</summary>
    public static Reach<TagFilter> SmallerScope { get; } = new("only these and further keys, or fewer values", (named, deployed) =>
        deployed is not null && deployed.Rules.All(rule => named.Rules.Any(other =>
            string.Equals(other.Key, rule.Key, StringComparison.Ordinal) && other.Values.All(value => IsCovered(value, rule.Values)))));

    /// <summary>An exclusion may become wider: by further keys, keys that match more, or more values of a key.</summary>
    public static Reach<TagFilter> WiderExclusion { get; } = new("only these and further keys or values", (named, deployed) =>
        deployed is not null && deployed.Rules.All(rule => named.Rules.Any(other =>
            other.MeansAllOf(rule) && rule.Values.All(value => IsCovered(value, other.Values)))));

    /// <summary>Any value is allowed: it makes no run looser, or has a lock of its own.</summary>
    public static Reach<T> Anything<T>() => new("anything", (_, _) => true);

    /// <summary>A number may be higher.</summary>
    public static Reach<T> Higher<T>() where T : struct, IComparable<T> =>
        new("only a higher one", (named, deployed) => named.CompareTo(deployed) >= 0);

    /// <summary>A number may be lower.</summary>
    public static Reach<T> Lower<T>() where T : struct, IComparable<T> =>
        new("only a lower one", (named, deployed) => named.CompareTo(deployed) <= 0);

    /// <summary>A choice may be stricter.</summary>
    /// <param name="strictness">The strictness of each choice: the higher, the more it keeps.</param>
    public static Reach<T> Stricter<T>(Func<T, int> strictness) where T : struct, Enum => new(
        "only what comes later in "
        + string.Join(", ", Enum.GetValues<T>().OrderBy(strictness).Select(choice => $"`{ChoiceType<T>.Name(choice)}`")),
        (named, deployed) => strictness(named) >= strictness(deployed));

    /// <summary>True if one of the others evidently matches everything that a pattern matches.</summary>
    private static bool IsCovered(WildcardPattern pattern, IReadOnlyList<WildcardPattern> others) => others.Any(other =>
        other.Text == pattern.Text
        || other.Text == WildcardPattern.Any.Text
        || (pattern.Text.IndexOfAny(['*', '?']) < 0 && other.Matches(pattern.Text)));
}
