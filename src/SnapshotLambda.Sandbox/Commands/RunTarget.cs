namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The AWS endpoint that the function uses.</summary>
internal abstract record RunTarget
{
    private RunTarget()
    {
    }

    /// <summary>A new sandbox for this run.</summary>
    public sealed record Embedded(SandboxSetup Setup) : RunTarget;

    /// <summary>Another endpoint of EC2 and STS, with the sandbox's credentials.</summary>
    public sealed record Remote(Uri Url) : RunTarget;

    /// <summary>The real AWS, with the credentials of the usual chain.</summary>
    public sealed record Aws : RunTarget;
}
