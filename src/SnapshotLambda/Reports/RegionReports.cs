using System.Buffers;
using System.Text.Json;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Reports;

/// <summary>Puts the plan of one account's region, and the ids of its deletions before they go.</summary>
/// <param name="run">The reports of the run; null for none.</param>
/// <param name="runId">The run's id.</param>
/// <param name="account">The account, 12 digits.</param>
/// <param name="region">The region's name.</param>
internal sealed class RegionReports(RunReports? run, string runId, string account, string region)
{
    private int _lists;

    /// <summary>Puts nothing anywhere.</summary>
    public static RegionReports None { get; } = new(run: null, "", "", "");

    /// <summary>Puts a plan that still holds its decisions.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="isSharingUnknown">Says of a candidate whether nobody has asked yet with whom it is shared.</param>
    /// <param name="plannedAt">The instant of the plan.</param>
    public Task PutPlanAsync(Plan plan, RunSettings settings, Func<Snapshot, bool> isSharingUnknown, DateTimeOffset plannedAt)
    {
        if (run is not { AreOn: true }) return Task.CompletedTask;
        var inputs = settings.PlanInputs;
        var header = new PlanHeader
        {
            RunId = runId,
            Version = BuildVersion.Text,
            Account = account,
            Region = region,
            DryRun = settings.DryRun,
            PlannedAt = plannedAt,
            ReferenceTime = settings.ReferenceTime,
            Cutoff = inputs.Cutoff,
            Policies =
            [
                .. inputs.Retentions.Where(retention => retention.Name is not null)
                    .Select(policy => new PlanPolicy(policy.Name!, policy.CutoffAt(settings.ReferenceTime))),
            ],
            Digest = plan.Digest,
            IsTooLarge = plan.IsTooLarge,
            UsesRecycleBin = settings.Safeguards.RecycleBin is not RecycleBin.Off,
            DeleteAfter = plan.ToMark.Count > 0 ? plan.NewMark.Value : null,
            PricePerGiBMonth = settings.Prices.In(region),
            Counts = PlanRows.CountsOf(plan),
        };
        return run.PutPlanAsync(ReportKeys.PlanOf(account, region), header, PlanRows.Of(plan, isSharingUnknown));
    }

    /// <summary>Puts the ids of snapshots that are about to be deleted, up to a hundred.</summary>
    public Task PutDeletionsAsync(IReadOnlyList<string> snapshotIds)
    {
        if (run is not { AreOn: true } || snapshotIds.Count == 0) return Task.CompletedTask;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("runId", runId);
            json.WriteString("account", account);
            json.WriteString("region", region);
            json.WriteStartArray("snapshotIds");
            foreach (var id in snapshotIds) json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        _lists++;
        return run.PutAsync(NameOf(FormattableString.Invariant($"deletions/{_lists:0000}.json")), buffer.WrittenSpan.ToArray());
    }

    private string NameOf(string file) => $"{account}/{region}/{file}";
}
