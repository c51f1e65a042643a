namespace SnapshotLambda.Sandbox.Commands;

/// <summary>What the function runs against.</summary>
internal abstract record RunTarget
{
    private RunTarget()
    {
    }

    /// <summary>A sandbox of its own.</summary>
    public sealed record Embedded(SandboxSetup Setup) : RunTarget;

    /// <summary>Another endpoint of EC2 and STS, with the sandbox's credentials.</summary>
    public sealed record Remote(Uri Url) : RunTarget;

    /// <summary>The real AWS, with whatever credentials the usual chain finds.</summary>
    public sealed record Aws : RunTarget;
}
