namespace SnapshotLambda.Sandbox.Http;

/// <summary>
/// The division of lists into pages: EC2 may answer fewer items than asked for, none at all, and one twice. See
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html#api-pagination
/// </summary>
/// <param name="Empty">The share of pages that are empty.</param>
/// <param name="Short">The share of pages that are shorter than asked for.</param>
/// <param name="Repeating">The share of pages that repeat an item of theirs or of an earlier page.</param>
internal sealed record PageShape(double Empty, double Short, double Repeating)
{
    /// <summary>Every page but the last is full, and each item is listed once.</summary>
    public static PageShape Full { get; } = new(0, 0, 0);

    /// <summary>The worst allowed pages, often.</summary>
    public static PageShape Ragged { get; } = new(0.2, 0.3, 0.3);
}
