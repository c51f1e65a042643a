namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The metrics that there are: those of the stack's metric filters, and of AWS's own those that the template uses.</summary>
internal static class Metrics
{
    /// <summary>Each by namespace, name and dimensions. See https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    /// and https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html</summary>
    public static IReadOnlyList<(string Namespace, string Name, string Dimensions)> All { get; } =
    [
        .. MetricFilter.All.Select(filter => (filter.Namespace, filter.Name, "")),
        ("AWS/Lambda", "Duration", "FunctionName=CleanUp"),
        ("AWS/Lambda", "Errors", "FunctionName=CleanUp"),
        ("AWS/Lambda", "Errors", "FunctionName=RestoreFunction"),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName=FailedRuns"),
    ];
}
