using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace SnapshotLambda.Idempotency;

/// <summary>
/// A store that forgets a run without a result to remember. Powertools itself forgets only a run that ends in an exception, and writes a
/// line of plain text into the log for each.
/// </summary>
/// <param name="records">Where the records are.</param>
internal sealed class RunStore(BasePersistenceStore records) : BasePersistenceStore
{
    private const string Nothing = "null";

    /// <inheritdoc/>
    public override Task<DataRecord> GetRecord(string idempotencyKey) => records.GetRecord(idempotencyKey);

    /// <inheritdoc/>
    public override Task PutRecord(DataRecord record, DateTimeOffset now) => records.PutRecord(record, now);

    /// <inheritdoc/>
    public override Task UpdateRecord(DataRecord record) =>
        record.ResponseData is Nothing ? records.DeleteRecord(record.IdempotencyKey) : records.UpdateRecord(record);

    /// <inheritdoc/>
    public override Task DeleteRecord(string idempotencyKey) => records.DeleteRecord(idempotencyKey);
}
