using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace SnapshotLambda.Tests.FallbackPackages;

/// <summary>A store as the persistence layer's contract wants it, that can be told to fail.</summary>
internal sealed class ScriptedStore : BasePersistenceStore
{
    private readonly Lock _gate = new();

    public Dictionary<string, DataRecord> Records { get; } = [];
    public int Puts { get; private set; }
    public Exception? PutFailure { get; set; }
    public Exception? UpdateFailure { get; set; }
    public Exception? DeleteFailure { get; set; }

    public override Task<DataRecord> GetRecord(string idempotencyKey)
    {
        lock (_gate)
        {
            return Records.TryGetValue(idempotencyKey, out var record)
                ? Task.FromResult(record)
                : Task.FromException<DataRecord>(new IdempotencyItemNotFoundException(idempotencyKey));
        }
    }

    public override Task PutRecord(DataRecord record, DateTimeOffset now)
    {
        lock (_gate)
        {
            Puts++;
            if (PutFailure is not null)
                return Task.FromException(PutFailure);
            if (Records.TryGetValue(record.IdempotencyKey, out var existing) && Holds(existing, now))
                return Task.FromException(new IdempotencyItemAlreadyExistsException(record.IdempotencyKey));
            Records[record.IdempotencyKey] = record;
            return Task.CompletedTask;
        }
    }

    public override Task UpdateRecord(DataRecord record)
    {
        lock (_gate)
        {
            if (UpdateFailure is not null)
                return Task.FromException(UpdateFailure);
            Records[record.IdempotencyKey] = record;
            return Task.CompletedTask;
        }
    }

    public override Task DeleteRecord(string idempotencyKey)
    {
        lock (_gate)
        {
            if (DeleteFailure is not null)
                return Task.FromException(DeleteFailure);
            Records.Remove(idempotencyKey);
            return Task.CompletedTask;
        }
    }

    private static bool Holds(DataRecord record, DateTimeOffset now) =>
        !record.IsExpired(now)
        && !(record.Status == DataRecord.DataRecordStatus.INPROGRESS && record.InProgressExpiryTimestamp < now.ToUnixTimeMilliseconds());
}
