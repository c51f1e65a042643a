namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>One of the builds that are measured side by side.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Lambda">The function.</param>
internal sealed record Build(string Name, PublishedLambda Lambda)
{
    /// <summary>The native program.</summary>
    public const string Native = "native";

    /// <summary>The managed assembly, with ReadyToRun.</summary>
    public const string Managed = "managed";

    /// <summary>The managed assembly of an earlier version.</summary>
    public const string Before = "before";
}
