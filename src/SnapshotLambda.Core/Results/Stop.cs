namespace SnapshotLambda.Core;

/// <summary>Why deleting in a region ended before every candidate had its turn.</summary>
internal readonly record struct Stop
{
    private Stop(string reason, string clause) => (Reason, Clause) = (reason, clause);

    /// <summary>In one word, as in the result's <c>reason</c>; null if it did not.</summary>
    public string? Reason { get; }

    /// <summary>For a person, in one clause.</summary>
    public string? Clause { get; }

    /// <summary>It did not.</summary>
    public static Stop None => default;

    /// <summary>The cap is reached.</summary>
    public static Stop Cap { get; } = new(nameof(Cap), "since maxDeletions is reached");

    /// <summary>Lambda's time limit came near.</summary>
    public static Stop Deadline { get; } = new(nameof(Deadline), "since the time limit came near");

    /// <summary>EC2 went on refusing for too many requests.</summary>
    public static Stop Throttled { get; } = new(nameof(Throttled), "since EC2 refused for too many requests");

    /// <summary>An error that every further call would meet.</summary>
    public static Stop Systemic(string code) => new(code, $"since every further call would meet {code}");
}
