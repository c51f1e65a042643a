namespace SnapshotLambda.Sandbox.Commands;

/// <summary>What a command line asks to be invoked, read and checked.</summary>
internal sealed record InvokeRequest
{
    /// <summary>The event.</summary>
    public required ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>What the function runs against.</summary>
    public required RunTarget Target { get; init; }

    /// <summary>The build of the function that is run; null: the one built with the sandbox.</summary>
    public string? Function { get; init; }

    /// <summary>Environment variables of the function beyond the usual ones, or in their place.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The time that each invocation has.</summary>
    public TimeSpan Remaining { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>How often the event is delivered, each time with the same request id, as Lambda's retries have.</summary>
    public int Deliveries { get; init; } = 1;

    /// <summary>Where the last result is written; null: nowhere.</summary>
    public string? ResultFile { get; init; }

    /// <summary>Where the function's output is written; null: nowhere.</summary>
    public string? LogsFile { get; init; }

    /// <summary>Where the world is written as the function left it; null: nowhere.</summary>
    public string? WorldAfterFile { get; init; }

    /// <summary>Whether the result is printed in place of the report.</summary>
    public bool IsJson { get; init; }

    /// <summary>How to go on, shown after the report.</summary>
    public IReadOnlyList<(string Command, string Does)> GoOn { get; init; } = [];
}
