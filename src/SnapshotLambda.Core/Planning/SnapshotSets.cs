using System.Text.RegularExpressions;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>
/// Holds crash-consistent sets together: several volumes of an instance, taken at one instant. They are snapshots of different volumes with
/// one start time to the second and one description, as CreateSnapshots makes them, or with one snapshot set id in the tag
/// <c>AwsVssConfig</c>. While one of a set stays, the others stay too.
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSnapshots.html
/// </summary>
internal sealed partial class SnapshotSets
{
    /// <summary>A larger group is no set: an instance has at most this many volumes.</summary>
    public const int Largest = 128;

    private const string VssTag = "AwsVssConfig";

    private readonly Decision[] _decisions;
    private readonly bool _hasGrace;
    private readonly IReadOnlyList<IReadOnlyList<int>> _found;

    private SnapshotSets(Decision[] decisions, bool hasGrace)
    {
        (_decisions, _hasGrace) = (decisions, hasGrace);
        _found = Find();
    }

    /// <summary>Keeps what its set needs, in these decisions.</summary>
    /// <param name="decisions">One decision for each snapshot of a region.</param>
    /// <param name="hasGrace">True if candidates are marked before they go.</param>
    /// <returns>The sets.</returns>
    public static SnapshotSets Hold(Decision[] decisions, bool hasGrace)
    {
        var sets = new SnapshotSets(decisions, hasGrace);
        for (var hasChanged = true; hasChanged;)
        {
            // One that stays may hold another set that it belongs to.
            hasChanged = false;
            foreach (var set in sets._found) hasChanged |= sets.Hold(set);
        }

        return sets;
    }

    /// <summary>The number of sets of which an approval names a part alone.</summary>
    public int SplitByApproval => _found.Count(IsSplitByApproval);

    /// <summary>The candidates that belong to a set, by id, each with the numbers of its sets.</summary>
    public ILookup<string, int> OfCandidates => _found
        .SelectMany((set, number) => set.Where(i => _decisions[i].IsCandidate).Select(i => (_decisions[i].Snapshot.Id, number)))
        .ToLookup(one => one.Id, one => one.number, StringComparer.Ordinal);

    /// <summary>Keeps what this set needs. Returns false if nothing is left to keep.</summary>
    private bool Hold(IReadOnlyList<int> set)
    {
        var because = set.Any(Holds) ? Reason.PartOfSet : set.Any(Waits) ? Reason.PartOfWaitingSet : null;
        if (because is null) return false;
        var hasChanged = false;
        foreach (var i in set)
        {
            var isFree = because == Reason.PartOfSet
                ? IsOpen(_decisions[i])
                : _decisions[i].IsCandidate && !IsToMark(_decisions[i]);
            if (!isFree) continue;
            _decisions[i] = _decisions[i] with { KeptBecause = because };
            hasChanged = true;
        }

        return hasChanged;
    }

    /// <summary>True if the snapshot stays for a reason of its own, so that the others are needed.</summary>
    private bool Holds(int i) =>
        _decisions[i].KeptBecause is { } reason
        && reason != Reason.NotApproved
        && reason != Reason.OverCap
        && reason != Reason.TagNotIncluded
        && reason != Reason.NoPolicy
        && !IsWaiting(reason);

    /// <summary>True if the snapshot does not go tonight, and may go another night.</summary>
    private bool Waits(int i) => _decisions[i].KeptBecause is { } reason ? IsWaiting(reason) : IsToMark(_decisions[i]);

    private bool IsToMark(Decision decision) => _hasGrace && decision.IsCandidate && Mark.On(decision.Snapshot) is null;

    private static bool IsWaiting(Reason reason) =>
        reason == Reason.InGracePeriod || reason == Reason.MarkUnreadable || ReferenceEquals(reason, Reason.PartOfWaitingSet);

    /// <summary>True if the snapshot goes, tonight or another night, unless its set holds it.</summary>
    private static bool IsOpen(Decision decision) =>
        decision.IsCandidate
        || decision.KeptBecause == Reason.InGracePeriod
        || ReferenceEquals(decision.KeptBecause, Reason.PartOfWaitingSet);

    private bool IsSplitByApproval(IReadOnlyList<int> set) =>
        set.Any(i => _decisions[i].IsCandidate) && set.Any(i => _decisions[i].KeptBecause == Reason.NotApproved);

    private IReadOnlyList<IReadOnlyList<int>> Find()
    {
        var seconds = SharedSeconds();
        var byTime = new Dictionary<(long Second, string Description), List<int>>();
        var byVss = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _decisions.Length; i++)
        {
            var snapshot = _decisions[i].Snapshot;
            if (VssSetOf(snapshot) is { } id) Add(byVss, id, i);
            if (SecondOf(snapshot) is { } second && seconds.Contains(second)) Add(byTime, (second, snapshot.Description ?? ""), i);
        }

        return [.. byTime.Values.Concat(byVss.Values).Where(IsSet)];
    }

    /// <summary>
    /// The seconds in which a candidate was started and another snapshot too: no others can have a set. It may hold a few more.
    /// </summary>
    private SecondFilter SharedSeconds()
    {
        var open = new SecondFilter(_decisions.Count(IsOpen));
        var shared = new SecondFilter(open);
        foreach (var decision in _decisions)
        {
            if (IsOpen(decision) && SecondOf(decision.Snapshot) is { } second && !open.Add(second)) shared.Add(second);
        }

        foreach (var decision in _decisions)
        {
            if (!IsOpen(decision) && SecondOf(decision.Snapshot) is { } second && open.Contains(second)) shared.Add(second);
        }

        return shared;
    }

    private bool IsSet(List<int> group)
    {
        if (group.Count is < 2 or > Largest) return false;
        string? first = null;
        foreach (var i in group)
        {
            if (_decisions[i].Snapshot is not { HasLineage: true, VolumeId: { } volumeId }) continue;
            first ??= volumeId;
            if (first != volumeId) return true;
        }

        return false;
    }

    private static long? SecondOf(Snapshot snapshot) => snapshot.StartTime?.UtcTicks / TimeSpan.TicksPerSecond;

    private static string? VssSetOf(Snapshot snapshot) =>
        snapshot.ValueOf(VssTag) is { } value && SetId().Match(value) is { Success: true } id ? id.Groups["id"].Value : null;

    private static void Add<TKey>(Dictionary<TKey, List<int>> groups, TKey key, int i)
        where TKey : notnull
    {
        if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = []);
        group.Add(i);
    }

    [GeneratedRegex(
        """snapshot[ _-]?set[ _-]?id\W{0,8}(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SetId();
}
