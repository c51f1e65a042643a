using System.Collections.Frozen;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The table of what an entry of <c>policies</c> may name: its own name and tags, and settings of the top level.</summary>
internal static class PolicySettings
{
    /// <summary>The form of a policy's name, as a regular expression of JSON Schema.</summary>
    public const string NamePattern = "^[a-z0-9-]{1,64}$";

    /// <summary>The policy's name.</summary>
    public static Setting Name { get; } = RetentionSettings.Of(
        "name",
        new TextType(64, "a text of 1 to 64 characters of a-z, 0-9 and -", text => text.All(IsOfName)) { Pattern = NamePattern },
        Reaches.NoOtherText,
        retention => retention.Name, (retention, name) => retention with { Name = name },
        "The policy's name in results and logs. Each policy has another one.");

    /// <summary>True for the policy that governs what no other one matches.</summary>
    public static Setting Otherwise { get; } = RetentionSettings.Of("otherwise", new BooleanType(), Reaches.Anything<bool>(),
        retention => retention.IsOtherwise, (retention, value) => retention with { IsOtherwise = value },
        "`true`: the policy governs what no other one matches. One policy at most may say so, without `includeTags`.");

    /// <summary>The policy's own scope.</summary>
    public static Setting IncludeTags { get; } = RetentionSettings.Of(
        "includeTags", new TagFilterType(excludes: false, ofPolicy: true), Reaches.SmallerScope,
        retention => retention.IncludeTags, (retention, filter) => retention with { IncludeTags = filter },
        "The snapshots that the policy matches: those that have every one of these tags. Keys compare without case, and have no "
        + "`*` or `?`. Without any, it matches every snapshot.");

    /// <summary>What the policy keeps of its own scope.</summary>
    public static Setting ExcludeTags { get; } = RetentionSettings.Of(
        "excludeTags", new TagFilterType(excludes: true, ofPolicy: true), Reaches.WiderExclusion,
        retention => retention.ExcludeTags, (retention, filter) => retention with { ExcludeTags = filter },
        "What the policy keeps of the snapshots that it matches: those that have any of these tags. Keys compare without case, and may "
        + "have `*` and `?`.");

    /// <summary>All of them, in the order of the table in docs/policies.md.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Name,
        Otherwise,
        IncludeTags,
        ExcludeTags,
        .. RetentionSettings.OfPolicies,
    ];

    /// <summary>The names that an entry may use, in the same order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(setting => setting.Name)];

    /// <summary>Each of them by its name.</summary>
    public static FrozenDictionary<string, Setting> ByName { get; } =
        All.ToFrozenDictionary(setting => setting.Name, StringComparer.Ordinal);

    private static bool IsOfName(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
