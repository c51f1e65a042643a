using System.IO.Compression;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Report.Csv;
using SnapshotLambda.Report.Html;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Report.Results;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Reports;

/// <summary>
/// Puts what a run means to do, and what it did, where people read it. Nothing here changes what the run does or how it ends: what cannot
/// be put is counted, told once, and becomes a note of the result. A store that denies, hangs or keeps failing is left alone.
/// </summary>
internal sealed class RunReports : IDisposable
{
    private const int MostFailures = 3;

    // The record of the run, and the reply, still have to go out after it.
    private static readonly TimeSpan LeftForResult = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LeastToAnswer = TimeSpan.FromSeconds(1);

    private readonly IReportStore? _store;
    private readonly string _runId;
    private readonly Deadline _deadline;
    private readonly TimeProvider _time;
    private readonly RunLog _log;
    private readonly Deadline _end;
    private readonly Lock _gate = new();
    private readonly List<(string Name, PlanHeader Header)> _plans = [];
    private readonly Lazy<WorkFolder> _work = new(() => new WorkFolder());
    private int _failures;
    private int _notWritten;
    private string _firstFailure = "";

    /// <param name="settings">The place to put them; none is one too.</param>
    /// <param name="clients">Makes the client of S3.</param>
    /// <param name="homeRegion">The region of the function, and of the bucket.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="deadline">The run's deadline.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The run's log.</param>
    public RunReports(
        ReportSettings settings, IAwsClients clients, string homeRegion, string runId, Deadline deadline, TimeProvider time, RunLog log)
    {
        (_runId, _deadline, _time, _log, _end) = (runId, deadline, time, log, deadline.WithMargin(LeftForResult));
        _store = settings switch
        {
            { Folder: { } folder } => new FolderStore(folder),
            { Bucket: { } bucket } => new BucketStore(clients, homeRegion, bucket, runId, _end),
            _ => null,
        };
    }

    /// <summary>True if there is a store.</summary>
    public bool AreOn => _store is not null;

    /// <summary>The reports of one account's region.</summary>
    public RegionReports Of(string account, string region) => new(this, _runId, account, region);

    /// <summary>Writes a plan, and puts it before anything of it is carried out.</summary>
    public async Task PutPlanAsync(string name, PlanHeader header, IEnumerable<PlannedSnapshot> snapshots)
    {
        if (!IsUsable()) return;
        if (!TryWrite(name, file =>
        {
            using var zipped = new GZipStream(file, CompressionLevel.Fastest);
            PlanWriter.Write(zipped, header, snapshots);
        }))
        {
            return;
        }

        lock (_gate) _plans.Add((name, header));
        await PutAsync(name, _deadline.Left / 10);
    }

    /// <summary>Puts a small file before what it names is done.</summary>
    public async Task PutAsync(string name, byte[] content)
    {
        if (IsUsable()) await PutAsync(name, () => new MemoryStream(content, writable: false), _deadline.Left / 10);
    }

    /// <summary>Puts the result and the report of the whole run, and returns the result with a note if anything could not be put.</summary>
    public async Task<RunResult> FinishAsync(RunResult result)
    {
        if (_store is null) return result;
        result = WithNote(result);
        RunReport? report = null;
        if (IsUsable() && TryWrite("result.json", file => ResultFile.Write(result, file))) await PutAsync("result.json", _end.Left / 2);
        if (IsUsable() && TryWrite("report.html", file => ReportPage.Write(report ??= ReportOf(result), file)))
            await PutAsync("report.html", _end.Left / 2);
        if (IsUsable() && TryWrite("plan.csv", file => ReportCsv.Write(report ??= ReportOf(result), file)))
            await PutAsync("plan.csv", _end.Left / 2);
        return WithNote(result);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_work.IsValueCreated) _work.Value.Dispose();
        _store?.Dispose();
    }

    private RunReport ReportOf(RunResult result) => RunReport.Open(
        [
            .. _plans.Select(plan => PlanFile.Written(
                plan.Name, () => new TimedStream(_work.Value.PathOf(plan.Name), FileMode.Open, _end), plan.Header)),
        ],
        result);

    /// <summary>Whether a file can be put; else it is counted.</summary>
    private bool IsUsable()
    {
        if (_store is null) return false;
        lock (_gate)
        {
            if (_failures < MostFailures) return true;
            _notWritten++;
            return false;
        }
    }

    private bool TryWrite(string name, Action<Stream> write)
    {
        try
        {
            using var file = new TimedStream(_work.Value.PathOf(name), FileMode.Create, _end);
            write(file);
            return true;
        }
        catch (Exception e)
        {
            // /tmp may be full, or the time be over: no run depends on it, and the store may still take others.
            Failed(name, e is DeadlineException ? FaultCode.Timeout : e.GetType().Name, e.Message, failuresOfStore: 0);
            if (_work.IsValueCreated) _work.Value.Remove(name);
            return false;
        }
    }

    private Task PutAsync(string name, TimeSpan patience) => PutAsync(name, () => File.OpenRead(_work.Value.PathOf(name)), patience);

    private async Task PutAsync(string name, Func<Stream> open, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience < Longest ? patience : Longest, _time);
        try
        {
            await _store!.PutAsync(name, open, limit.Token);
        }
        catch (AwsCallException e)
        {
            Failed(name, e.Error.Code, e.Message, e.Error.Class is ErrorClass.Transient or ErrorClass.Throttled ? 1 : MostFailures);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            // At the deadline a silent store cannot be told from one that had no time to answer, and the result may still be put.
            Failed(name, FaultCode.Timeout, e.Message, patience < LeastToAnswer ? 0 : MostFailures);
        }
        catch (Exception e)
        {
            Failed(name, e.GetType().Name, e.Message, failuresOfStore: 1);
        }
    }

    /// <param name="name">The file.</param>
    /// <param name="code">The error's code.</param>
    /// <param name="message">The error, in one line.</param>
    /// <param name="failuresOfStore">How much it counts against the store: all where every further file would meet the same.</param>
    private void Failed(string name, string code, string message, int failuresOfStore)
    {
        lock (_gate)
        {
            _notWritten++;
            _failures += failuresOfStore;
            if (_firstFailure.Length > 0) return;
            _firstFailure = $"{code}: {message}";
        }

        _log.ReportNotWritten(_store!.AddressOf(name), code, message);
    }

    private RunResult WithNote(RunResult result)
    {
        lock (_gate)
        {
            if (_notWritten == 0) return result;
            var note = NoteCode.ReportsNotWritten.Of(
                _notWritten,
                $"{Notes.Number(_notWritten, "file")} of the report could not be written to {_store!.AddressOf("")}. The first error was "
                    + $"{_firstFailure} What the run did does not depend on it, and the log has all of it.");
            return result with { Notes = [.. result.Notes.Where(other => other.Code != note.Code), note] };
        }
    }
}
