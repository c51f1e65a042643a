using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>Collections ordered by id, ordinally: one change in a hundred thousand items costs microseconds.</summary>
internal static class ById
{
    /// <summary>No ids.</summary>
    public static ImmutableSortedSet<string> NoIds { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>An empty collection.</summary>
    public static ImmutableSortedDictionary<string, T> None<T>() => Empty<T>.Value;

    /// <summary>The items by id; each id occurs once.</summary>
    public static ImmutableSortedDictionary<string, T> Of<T>(IEnumerable<T> items, Func<T, string> id) =>
        items.ToImmutableSortedDictionary(id, item => item, StringComparer.Ordinal);

    /// <summary>The snapshots by id.</summary>
    public static ImmutableSortedDictionary<string, Ec2Snapshot> Of(IEnumerable<Ec2Snapshot> snapshots) =>
        Of(snapshots, snapshot => snapshot.Id);

    private static class Empty<T>
    {
        public static readonly ImmutableSortedDictionary<string, T> Value =
            ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    }
}
