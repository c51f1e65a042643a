using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Tests.Access;

/// <summary>
/// A random fleet and policy whose tags are as nasty as tags can be, told by their seed: a failure is repeated by the seed alone.
/// </summary>
internal sealed class RandomFence
{
    private static readonly string[] Keys =
    [
        "Team", "team", "TEAM", "Env", "ENV", "DoNotDelete", "DONOTDELETE", "do-not-delete", "Do_Not_Delete", "DO NOT DELETE",
        "do-not_delete", "Cost Center", "Größe", "größe", "名前", "${aws:username}", "a*", "a?b", "T*", "*elete", "VELERO*", """q"uote""",
        "back\\slash",
        "tab\t", "x$", "{x}", "\u0085", "\u00ff", "snapshot-lambda:delete-after", "aws:dlm:x", "velero.io/pv", "VELERO.IO/other",
        "dlm:managed", "aws:backup:source-resource",
        "kubernetes.io/cluster/one", "CSIVolumeSnapshotName", "Aws:Cloudformation:Stack-Name", "CreatedBy", "inspectorScan", "_GX_BACKUP_",
        "ark.heptio.com/x",
    ];

    private static readonly string[] Values =
    [
        "", "a", "A", "ab", "prod", "prod-eu", "dev", "é", "日本", "😀", "${x}", """q"uote""", "back\\slash", "line\nfeed", " ", "*", "?",
        "a*b", "$", "2026-05-01", "EC2 Fast Launch",
    ];

    private static readonly string[] Patterns = [.. Values, "**", "a*", "?", "??", "*é*", "prod*", "*\\*", "日*", "${*}", """*"*""", "p?od"];

    private readonly Random _random;

    public RandomFence(int seed)
    {
        _random = new(seed);
        PlanInputs = new PlanInputs(
            DrawRetention(), DrawSafeguards(), Inputs.ReferenceTime)
        {
            Policies = _random.Next(2) == 0 ? [] : DrawPolicies(),
        };
        Snapshots = [.. Enumerable.Range(0, _random.Next(1, 12)).Select(DrawSnapshot)];
        Terms = new(
            PlanInputs, _random.Next(5) == 0 ? FenceMode.TagsOnly : FenceMode.On, _random.Next(2) == 0 ? "aws" : "aws-cn", "us-east-1");
        Fence = Fence.Of(Terms);
        for (var less = _random.Next(8) == 0 ? _random.Next(6) : 0; less > 0; less--) Fence = Fence.Smaller ?? Fence;
    }

    public static DateTimeOffset Cutoff { get; } = new(2026, 6, 1, 3, 0, 0, TimeSpan.Zero);

    public PlanInputs PlanInputs { get; }

    public IReadOnlyList<Snapshot> Snapshots { get; }

    public FenceInputs Terms { get; }

    public Fence Fence { get; }

    private Safeguards DrawSafeguards() => new()
    {
        GraceDays = _random.Next(4) == 0 ? 7 : 0,
        RecycleBin = (RecycleBin)_random.Next(3),
        SkipGuards = Guard.All.Where(_ => _random.Next(6) == 0).Select(guard => _random.Next(2) == 0 || guard.TagKeys.Count == 0
            ? guard.Name
            : guard.Naming(guard.TagKeys[_random.Next(guard.TagKeys.Count)])).ToHashSet(),
    };

    private Retention DrawRetention() => new()
    {
        KeepLatestPerVolume = 0,
        Copies = Copies.AgeOnly,
        ExcludeTags = _random.Next(12) == 0
            ? Filter(Enumerable.Range(0, 50).Select(i => $"{i:D2}{Letters(126)}"))
            : Filter(Some(Keys, 5), StringComparer.OrdinalIgnoreCase),
        IncludeTags = _random.Next(2) == 0 ? TagFilter.Empty : Filter(Some(Keys, 3)),
    };

    // Often for values of one key, and with few different cutoffs: then they share Denies, and there is one for what none matches.
    private Retention[] DrawPolicies()
    {
        var (key, values) = (Pick(Keys), _random.Next(2) == 0 ? Values : Patterns);
        var policies = Enumerable.Range(0, _random.Next(1, 6)).Select(i => new Retention
        {
            Name = $"p{i}",
            MaxAgeDays = 30 + (10 * _random.Next(3)),
            KeepLatestPerVolume = 0,
            Copies = Copies.AgeOnly,
            IncludeTags = _random.Next(12) == 0
                ? TagFilter.Empty
                : _random.Next(4) > 0 ? Ask(_random.Next(4) > 0 ? key : Pick(Keys), values) : Filter(Some(Keys, 3)),
            ExcludeTags = _random.Next(4) > 0
                ? TagFilter.Empty
                : Filter(Some(_random.Next(3) == 0 ? [key] : Keys, 2), StringComparer.OrdinalIgnoreCase),
        }).ToArray();
        if (_random.Next(3) == 0) policies[0] = policies[0] with { IsOtherwise = true, IncludeTags = TagFilter.Empty };
        return policies;
    }

    private TagFilter Ask(string key, string[] values) =>
        new([new TagRule(key, [.. Some(values, 2).DefaultIfEmpty("*").Select(value => new WildcardPattern(value))])]);

    // Tags of the retention's own keys more often than of any, else few snapshots would meet it.
    private Snapshot DrawSnapshot(int i)
    {
        var own = PlanInputs.Policies.Append(PlanInputs.Retention)
            .SelectMany(one => one.IncludeTags.Rules.Concat(one.ExcludeTags.Rules))
            .Select(rule => rule.Key)
            .ToArray();
        var policies = PlanInputs.Policies.Where(_ => _random.Next(3) == 0).SelectMany(policy => policy.IncludeTags.Rules);
        var included = _random.Next(3) > 0 ? PlanInputs.Retention.IncludeTags.Rules.Concat(policies)
            .Select(rule => new Tag(rule.Key, Fit(rule.Values[_random.Next(rule.Values.Count)].Text))) : [];
        var others = Some(own.Length > 0 && _random.Next(2) == 0 ? own : Keys, _random.Next(3)).Select(key => new Tag(key, Pick(Values)));
        var mark = PlanInputs.Safeguards.GraceDays > 0 && _random.Next(2) == 0
            ? [new Tag(OwnTags.DeleteAfter, "2026-05-01")]
            : Array.Empty<Tag>();
        return new()
        {
            Id = $"snap-{i:x8}",
            VolumeId = $"vol-{i}",
            StartTime = _random.Next(15) == 0
                ? null
                : Cutoff.AddMilliseconds(_random.Next(3) == 0 ? _random.Next(-2, 3) : _random.Next(-1_000_000, 300_000) * 1000L)
                    .AddDays(PlanInputs.Policies.Count == 0 ? 0 : -10 * _random.Next(3)),
            State = SnapshotState.Completed,
            // IAM sees one of two keys that differ by case, and does not say which: that alone is left aside.
            Tags = [.. mark.Concat(included).Concat(others).DistinctBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase)],
        };
    }

    private string Fit(string pattern) =>
        _random.Next(4) == 0 ? Pick(Values) : pattern.Replace("*", _random.Next(2) == 0 ? "" : "x😀", StringComparison.Ordinal)
            .Replace("?", _random.Next(2) == 0 ? "é" : "😀", StringComparison.Ordinal);

    private TagFilter Filter(IEnumerable<string> keys, IEqualityComparer<string>? comparer = null) =>
        new([
            .. keys.Distinct(comparer ?? StringComparer.Ordinal)
                .Select(
                    key => new TagRule(
                        key,
                        [.. Some(Patterns, _random.Next(1, 4))
                            .DefaultIfEmpty("*")
                            .Select(pattern => new WildcardPattern(_random.Next(3) == 0 ? "*" : pattern))])),
        ]);

    private IEnumerable<string> Some(string[] from, int most) =>
        [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => Pick(from)).Distinct()];

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private string Letters(int count) => _random.GetString("abcdefghijklmnopqrstuvwxyz0123456789", count);
}
