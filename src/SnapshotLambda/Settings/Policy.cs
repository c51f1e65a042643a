using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Settings;

/// <summary>An entry of <c>policies</c> as it was named. What it does not name it takes from the top level.</summary>
/// <param name="Named">The settings that it names, each without an error.</param>
internal sealed record Policy(IReadOnlyList<SettingAssignment> Named)
{
    /// <summary>The settings without any layer.</summary>
    public static RunSettings Untouched { get; } = new() { ReferenceTime = DateTimeOffset.UnixEpoch };

    /// <summary>What it says without any top level.</summary>
    public Retention Own { get; } = Over(Named, Untouched);

    /// <summary>Its name.</summary>
    public string Name => Own.Name!;

    /// <summary>The setting as it is named here; null if it is not.</summary>
    public SettingAssignment? Find(Setting setting) => Named.FirstOrDefault(one => one.Setting == setting);

    /// <summary>The policy's whole retention. Its tags are its own, and empty if it names none: the top level's hold besides.</summary>
    /// <param name="run">The settings of the run, whose retention is the top level's.</param>
    public Retention Over(RunSettings run) => Over(Named, run);

    private static Retention Over(IReadOnlyList<SettingAssignment> named, RunSettings run)
    {
        var start = run with { Retention = run.Retention with { IncludeTags = TagFilter.Empty, ExcludeTags = TagFilter.Empty } };
        return named.Aggregate(start, (settings, one) => one.Set!(settings)).Retention;
    }
}
