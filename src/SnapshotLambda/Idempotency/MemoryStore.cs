using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace SnapshotLambda.Idempotency;

/// <summary>
/// Remembers runs for as long as this process lives, where no table is set. Each call is atomic. A record in progress
/// whose Lambda must be dead, and one whose time is over, count as absent.
/// </summary>
/// <param name="time">The clock that says whether it is.</param>
internal sealed class MemoryStore(TimeProvider time) : BasePersistenceStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DataRecord> _records = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override Task<DataRecord> GetRecord(string idempotencyKey)
    {
        lock (_gate)
        {
            return _records.TryGetValue(idempotencyKey, out var record)
                ? Task.FromResult(record)
                : throw new IdempotencyItemNotFoundException($"No record has the key {idempotencyKey}.");
        }
    }

    /// <inheritdoc/>
    public override Task PutRecord(DataRecord record, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_records.TryGetValue(record.IdempotencyKey, out var existing) && IsAlive(existing, time.GetUtcNow()))
                throw new IdempotencyItemAlreadyExistsException($"A record has the key {record.IdempotencyKey} already.");
            _records[record.IdempotencyKey] = record;
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public override Task UpdateRecord(DataRecord record)
    {
        lock (_gate) _records[record.IdempotencyKey] = record;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task DeleteRecord(string idempotencyKey)
    {
        lock (_gate) _records.Remove(idempotencyKey);
        return Task.CompletedTask;
    }

    private static bool IsAlive(DataRecord record, DateTimeOffset now) =>
        !record.IsExpired(now)
        && (record.Status is not DataRecord.DataRecordStatus.INPROGRESS
            || record.InProgressExpiryTimestamp is null
            || record.InProgressExpiryTimestamp >= now.ToUnixTimeMilliseconds());
}
