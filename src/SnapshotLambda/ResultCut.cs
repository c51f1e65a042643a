using System.Globalization;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda;

/// <summary>The limits to which a too large result is cut.</summary>
/// <param name="Entries">The entries of a region's <c>failures</c> and <c>sample</c>.</param>
/// <param name="Names">The entries of its <c>fenceOmits</c>, <c>fencePolicies</c> and <c>skippedGuards</c>, and of the run's
/// <c>errors</c>.</param>
/// <param name="Characters">The characters of a text.</param>
/// <param name="SettingCharacters">The characters of a setting's value; a longer one is left out.</param>
internal sealed record ResultCut(int Entries, int Names, int Characters, int SettingCharacters)
{
    private const string MarkOfCut = "…";

    // A run has at most one note of each code, and there are fewer codes.
    private const int MostNotes = 10;

    /// <summary>The result cut to these limits, with the regions after the first <paramref name="listed"/> in one entry.</summary>
    public RunResult Of(RunResult result, int listed)
    {
        IEnumerable<RegionResult> regions = result.Regions.Count <= listed
            ? result.Regions
            : [.. result.Regions.Take(listed), RegionResultBuilder.SummedUp([.. result.Regions.Skip(listed)], result.DryRun)];
        return result with
        {
            Reason = Text(result.Reason),
            Message = Text(result.Message)!,
            NextStep = Text(result.NextStep),
            Errors = result.Errors is { } errors ? List(errors) : null,
            RunId = Text(result.RunId)!,
            Version = Text(result.Version),
            Notes = [.. result.Notes.Take(MostNotes).Select(note => new Note(Text(note.Code)!, note.Count, Text(note.Text)!))],
            Settings = result.Settings.ToDictionary(setting => setting.Key, setting => Setting(setting.Value), StringComparer.Ordinal),
            Regions = [.. regions.Select(Region)],
            LeftOut = Summary(Math.Max(0, result.Regions.Count - listed)),
        };
    }

    private RegionResult Region(RegionResult region) => region with
    {
        Account = Text(region.Account)!,
        Region = Text(region.Region)!,
        Reason = Text(region.Reason),
        Message = Text(region.Message)!,
        FenceOmits = List(region.FenceOmits),
        FencePolicies = region.FencePolicies?.Take(Names).ToDictionary(StringComparer.Ordinal),
        SkippedGuards = List(region.SkippedGuards),
        Failures = [.. region.Failures.Take(Entries).Select(Failure)],
        Sample = [.. region.Sample.Take(Entries).Select(Sample)],
        Approval = region.Approval is { } approval
            ? approval with { Changes = [.. approval.Changes.Take(Entries).Select(Change)] }
            : null,
    };

    private ApprovalChange Change(ApprovalChange change) =>
        change with { SnapshotId = Text(change.SnapshotId)!, Reason = Text(change.Reason) };

    private SnapshotFailure Failure(SnapshotFailure failure) => new(
        Text(failure.SnapshotId)!, Text(failure.Code)!, Text(failure.Message)!, Text(failure.RequestId), failure.Attempts);

    private SampledSnapshot Sample(SampledSnapshot sample) =>
        sample with { SnapshotId = Text(sample.SnapshotId)!, VolumeId = Text(sample.VolumeId) };

    private EffectiveSetting Setting(EffectiveSetting setting) =>
        setting.Value.GetRawText() is { Length: var length } && length > SettingCharacters
            ? setting with { Value = JsonText.Written(writer => writer.WriteStringValue(LeftOut(length))) }
            : setting;

    private static string LeftOut(int length) => FormattableString.Invariant($"(left out: {length:N0} characters)");

    private List<string> List(IReadOnlyList<string> names) =>
        [
            .. names.Take(Names).Select(name => Text(name)!),
            .. names.Count > Names ? [FormattableString.Invariant($"and {names.Count - Names:N0} more")] : Array.Empty<string>(),
        ];

    private string? Text(string? text)
    {
        if (text is null || text.Length <= Characters) return text;
        var end = char.IsHighSurrogate(text[Characters - 1]) ? Characters - 1 : Characters;
        return text[..end] + MarkOfCut;
    }

    private string Summary(int summedUp)
    {
        var regions = summedUp == 0 ? "" : FormattableString.Invariant($" {summedUp:N0} regions are summed up in one entry.");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The result would be over {ResultSize.Limit / 1024} KB. Failures and samples are cut to {Entries}, "
            + $"lists of names to {Names}, notes to {MostNotes}, texts to {Characters:N0} characters, "
            + $"and settings of over {SettingCharacters:N0} characters are left out.{regions} "
            + $"The counts are whole, and the log has the rest.");
    }
}
