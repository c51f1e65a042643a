namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The invocation that a command line asks for, checked.</summary>
internal sealed record InvokeRequest
{
    /// <summary>The event.</summary>
    public required ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>The AWS endpoint that the function uses.</summary>
    public required RunTarget Target { get; init; }

    /// <summary>The build of the function; null for the one built with the sandbox.</summary>
    public string? Function { get; init; }

    /// <summary>Environment variables of the function that add to or replace the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The time that each invocation has.</summary>
    public TimeSpan Remaining { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>The number of deliveries of the event, all with one request id, as Lambda's retries have.</summary>
    public int Deliveries { get; init; } = 1;

    /// <summary>The file for the last result; null for none.</summary>
    public string? ResultFile { get; init; }

    /// <summary>The file for the function's output; null for none.</summary>
    public string? LogsFile { get; init; }

    /// <summary>The file for the world after the run; null for none.</summary>
    public string? WorldAfterFile { get; init; }

    /// <summary>The files for the report.</summary>
    public ReportOutput Report { get; init; } = new(Page: null, Table: null);

    /// <summary>True if the result is printed instead of the report.</summary>
    public bool IsJson { get; init; }

    /// <summary>True if the other function is invoked, the one that takes deletions back.</summary>
    public bool IsRestore { get; init; }

    /// <summary>The next commands to show after the report.</summary>
    public IReadOnlyList<(string Command, string Does)> GoOn { get; init; } = [];
}
