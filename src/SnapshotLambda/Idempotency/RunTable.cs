using Amazon.DynamoDBv2;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Idempotency;

/// <summary>The DynamoDB table that remembers runs. Its errors are reported at once, and in its own words.</summary>
internal static class RunTable
{
    // The SDK tries DynamoDB 11 times unless it is told otherwise: half a minute in which nobody knows why.
    private const int Retries = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>The table's records.</summary>
    public static DynamoDBPersistenceStore Open(string table)
    {
        var config = new AmazonDynamoDBConfig { MaxErrorRetry = Retries, MaxStaleConnectionRetries = Retries, Timeout = Patience };
        return new DynamoDBPersistenceStoreBuilder().WithTableName(table).WithDynamoDBClient(new AmazonDynamoDBClient(config)).Build();
    }

    /// <summary>The message of a store that failed. Powertools wraps some of it; the SDK's own inner exceptions say nothing.</summary>
    public static string Said(Exception exception)
    {
        var said = Unwrapped(exception);
        if (said is TimeoutException) return said.Message;
        var error = AwsErrorMapper.Of(said);
        return error.Code is FaultCode.Unexpected ? error.Message : $"{error.Code}: {error.Message}";
    }

    /// <summary>The next step for a person; null where there is no table.</summary>
    public static string? StepAfter(Exception exception, string? table) =>
        table is null ? null : StepAfter(AwsErrorMapper.Of(Unwrapped(exception)), table);

    private static string StepAfter(AwsError error, string table) => error switch
    {
        { Code: "ResourceNotFoundException" } =>
            $"Create the table {table} in the function's region and account, as template.yaml does, "
            + "or correct SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE.",
        { Code: "ValidationException" } => $"Give the table {table} the key id, a text, and no sort key, as template.yaml does.",
        { Class: ErrorClass.Denied } =>
            $"Grant the function's role dynamodb:PutItem, GetItem, UpdateItem and DeleteItem on the table {table}.",
        { Class: ErrorClass.Systemic } => "Check the function's role and credentials.",
        { Class: ErrorClass.Throttled } or { Code: "ProvisionedThroughputExceededException" } =>
            $"Run again later; if this goes on, raise the capacity of the table {table}.",
        { Class: ErrorClass.Transient } =>
            $"Run again; if this goes on, check that the function reaches DynamoDB and that the table {table} exists.",
        _ => $"Check that the table {table} exists and that the function's role may read and write it.",
    };

    private static Exception Unwrapped(Exception exception) =>
        exception is IdempotencyPersistenceLayerException { InnerException: { } inner } ? inner : exception;
}
