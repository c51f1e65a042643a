using System.Collections.Concurrent;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Execution;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Restoring;

/// <summary>
/// Restores a region's snapshots, a hundred at a time: puts the tag on that keeps them, while they are in the bin; restores them; takes the
/// tags of their deletion off. So wherever it is killed, the next night deletes none of them, and a second restore ends what the first
/// began.
/// </summary>
internal sealed class Restorer(
    IEc2 ec2, RunTag run, string keepUntil, RestoreTally tally, Deadline deadline, TimeProvider time, Random random, RestoreRegionLog log)
{
    private const int Batch = 100;
    private const int CallsInFlight = 16;
    private const int MostDenials = 3;

    private readonly RetryingCall _restores = new(RestorePace.Start(time), deadline, time, random, log.Throttled);
    private readonly RetryingCall _tagCalls = new(TagPace.Start(time), deadline, time, random, log.Throttled);
    private readonly Lock _gate = new();
    private TagBatches? _keeping;
    private TagBatches? _removing;
    private int _denials;
    private bool _isPermitted;

    /// <summary>Why it ended early; null if all had their turn.</summary>
    public EarlyStop? Stop { get; private set; }

    /// <summary>Restores what is selected, and settles what is back already.</summary>
    public async Task RunAsync(RestoreSelection selection)
    {
        using var callsInFlight = deadline.CancelCallsInFlight();
        var cancel = callsInFlight.Token;
        await SettleAsync(selection.Back, cancel);
        for (var next = 0; next < selection.ToRestore.Count && Stop is null; next += Batch)
        {
            var batch = selection.ToRestore.Skip(next).Take(Batch).ToList();
            var later = selection.ToRestore.Skip(next + Batch).Select(binned => new Snapshot { Id = binned.Id });
            var kept = await KeepAsync([.. batch.Select(binned => new Snapshot { Id = binned.Id })], later, cancel);
            var back = await RestoreAsync([.. batch.Where(binned => kept.Contains(binned.Id))], cancel);
            await RemoveTagsAsync(back, cancel);
        }
    }

    /// <summary>
    /// Those that are back and still have the run's tag are kept as well, and lose the tags. Others are left as they are.
    /// </summary>
    private async Task SettleAsync(IReadOnlyList<Snapshot> back, CancellationToken cancel)
    {
        var tagged = back.Where(run.IsOn).ToList();
        foreach (var snapshot in back.Except(tagged)) AlreadyBack(snapshot.Id);
        foreach (var batch in tagged.Chunk(Batch))
        {
            if (Stop is not null) return;
            var due = batch.Where(snapshot => KeepUntil.IsDue(snapshot, keepUntil)).ToList();
            var kept = await KeepAsync(due, [], cancel);
            Snapshot[] safe = [.. batch.Where(snapshot => !due.Contains(snapshot) || kept.Contains(snapshot.Id))];
            foreach (var snapshot in safe) AlreadyBack(snapshot.Id);
            await RemoveTagsAsync([.. safe.Select(snapshot => snapshot.Id)], cancel);
        }
    }

    /// <summary>Puts the tag on that keeps them, and returns the ids of those that have it.</summary>
    private async Task<HashSet<string>> KeepAsync(
        IReadOnlyList<Snapshot> snapshots, IEnumerable<Snapshot> later, CancellationToken cancel)
    {
        _keeping ??= new(_tagCalls, TagChange.Set(ec2, new Tag(OwnTags.KeepUntil, keepUntil)));
        var kept = new HashSet<string>(StringComparer.Ordinal);
        List<string> gone = [];
        await foreach (var (snapshot, outcome, error, attempts) in _keeping.RunAsync(snapshots, Batch, later, cancel))
        {
            switch (outcome)
            {
                case TaggingOutcome.Done:
                    kept.Add(snapshot.Id);
                    break;
                case TaggingOutcome.Failed:
                    Fail(snapshot.Id, error!, attempts);
                    break;
                case TaggingOutcome.Gone:
                    gone.Add(snapshot.Id);
                    break;
                case TaggingOutcome.NotReached:
                    break;
            }
        }

        foreach (var id in gone) NotRestored(id, RestoreOutcome.Expired);
        Stop = EarlyStop.Worse(Stop, _keeping.Stop);
        return kept;
    }

    /// <summary>Restores them, and returns the ids of all that are back.</summary>
    private async Task<IReadOnlyList<string>> RestoreAsync(IReadOnlyList<RecycleBinEntry> batch, CancellationToken cancel)
    {
        var outcomes = new ConcurrentDictionary<string, CallOutcome>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            batch,
            new ParallelOptions { MaxDegreeOfParallelism = CallsInFlight },
            async (binned, _) => outcomes[binned.Id] = Stop is null
                ? await RestoreOneAsync(binned, cancel)
                : new CallOutcome(Error: null, Attempts: 0, IsLate: true));
        List<RecycleBinEntry> unclear = [];
        List<string> back = [];
        foreach (var binned in batch)
        {
            switch (outcomes[binned.Id])
            {
                case { IsLate: true } or { Error.Class: ErrorClass.Throttled }:
                    break;
                case { Error: null }:
                    Restored(binned);
                    back.Add(binned.Id);
                    break;
                default:
                    unclear.Add(binned);
                    break;
            }
        }

        return unclear.Count == 0 ? back : [.. back, .. await LookUpAsync(unclear, outcomes, cancel)];
    }

    private async Task<CallOutcome> RestoreOneAsync(RecycleBinEntry binned, CancellationToken cancel)
    {
        var outcome = await _restores.TryAsync(ct => ec2.RestoreSnapshotAsync(binned.Id, ct), cancel);
        lock (_gate)
        {
            if (outcome.IsLate) Stop ??= EarlyStop.Deadline;
            else if (outcome.Error is not { } error) _isPermitted = true;
            else if (error.Class is ErrorClass.Throttled) Stop ??= EarlyStop.Throttled;
            else if (error.Class is ErrorClass.Systemic) Stop ??= EarlyStop.Systemic(error.Code);
            else if (error.Class is ErrorClass.Denied && !_isPermitted && ++_denials == MostDenials)
                Stop ??= EarlyStop.Tagging(error, "ec2:RestoreSnapshotFromRecycleBin");
        }

        return outcome;
    }

    /// <summary>
    /// What became of those whose call failed: after a lost reply a second call finds nothing in the bin. The ids of those that are back.
    /// </summary>
    private async Task<IReadOnlyList<string>> LookUpAsync(
        IReadOnlyList<RecycleBinEntry> unclear, ConcurrentDictionary<string, CallOutcome> outcomes, CancellationToken cancel)
    {
        HashSet<string>? present = null;
        try
        {
            var found = await ec2.FindSnapshotsAsync([.. unclear.Select(binned => binned.Id)], cancel);
            present = [.. found.Select(snapshot => snapshot.Id)];
        }
        catch (Exception e) when (e is AwsCallException or DeadlineException or OperationCanceledException)
        {
            // Then each has its own error; a next restore looks again.
        }

        List<string> back = [];
        foreach (var binned in unclear)
        {
            var (error, attempts, _) = outcomes[binned.Id];
            if (present?.Contains(binned.Id) is true)
            {
                back.Add(binned.Id);
                if (attempts > 1 || error!.MayHaveHadEffect) Restored(binned);
                else AlreadyBack(binned.Id);
            }
            else if (present is not null && error!.Class is ErrorClass.AlreadyGone)
            {
                NotRestored(binned.Id, RestoreOutcome.Expired);
            }
            else
            {
                Fail(binned.Id, error!, attempts);
            }
        }

        return back;
    }

    private async Task RemoveTagsAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return;
        _removing ??= new(_tagCalls, new TagChange(
            "ec2:DeleteTags",
            RemoveWhereOnAsync,
            (id, ct) => ec2.DenialOfRemoveTagsAsync(id, OwnTags.OfDeletion, ct)));
        await foreach (var (snapshot, outcome, error, attempts) in _removing.RunAsync(
            ids.Select(id => new Snapshot { Id = id }), Batch, later: [], cancel))
        {
            if (outcome is TaggingOutcome.Done or TaggingOutcome.Gone) continue;
            tally.LeaveTags(snapshot.Id, error is null ? null : FailureOf(snapshot.Id, error, attempts));
            if (error is not null) log.TagsLeft(snapshot.Id, error, attempts);
        }

        Stop = EarlyStop.Worse(Stop, _removing.Stop);

        // The role may do this only while the run's tag is on: after a lost reply it is off, and a second call is denied.
        async Task RemoveWhereOnAsync(IReadOnlyList<string> some, CancellationToken ct)
        {
            try
            {
                await ec2.RemoveTagsAsync(some, OwnTags.OfDeletion, ct);
            }
            catch (AwsCallException e) when (e.Error.Class is ErrorClass.Denied)
            {
                var left = (await ec2.FindSnapshotsAsync([.. some], ct)).Where(run.IsOn).Select(snapshot => snapshot.Id).ToList();
                if (left.Count == some.Count) throw;
                if (left.Count > 0) await ec2.RemoveTagsAsync(left, OwnTags.OfDeletion, ct);
            }
        }
    }

    private void Restored(RecycleBinEntry binned)
    {
        tally.Set(binned.Id, RestoreOutcome.Restored);
        log.Restored(binned, keepUntil);
    }

    private void AlreadyBack(string id) => NotRestored(id, RestoreOutcome.AlreadyBack);

    private void NotRestored(string id, RestoreOutcome outcome)
    {
        tally.Set(id, outcome);
        log.NotRestored(id, outcome);
    }

    private void Fail(string id, AwsError error, int attempts)
    {
        tally.Fail(FailureOf(id, error, attempts));
        log.Failed(id, error, attempts);
    }

    private static SnapshotFailure FailureOf(string id, AwsError error, int attempts) =>
        new(id, error.Code, error.Message, error.RequestId, attempts);
}
