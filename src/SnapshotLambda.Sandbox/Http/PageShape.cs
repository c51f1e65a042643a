namespace SnapshotLambda.Sandbox.Http;

/// <summary>
/// How lists are cut into pages: EC2 may answer fewer items than asked for, none at all, and one twice.
/// See https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html#api-pagination
/// </summary>
/// <param name="Empty">The share of pages that are empty.</param>
/// <param name="Short">The share of pages that are shorter than asked for.</param>
/// <param name="Repeating">The share of pages that list again what an earlier page or they themselves have listed.</param>
internal sealed record PageShape(double Empty, double Short, double Repeating)
{
    /// <summary>Every page but the last is full, and everything is listed once.</summary>
    public static PageShape Full { get; } = new(0, 0, 0);

    /// <summary>The worst that may happen, often.</summary>
    public static PageShape Ragged { get; } = new(0.2, 0.3, 0.3);
}
