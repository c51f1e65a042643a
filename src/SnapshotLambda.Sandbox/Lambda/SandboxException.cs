namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>A failure of the sandbox.</summary>
/// <param name="message">The failure, in one sentence.</param>
/// <param name="nextStep">The next step for a person, in one sentence.</param>
internal sealed class SandboxException(string message, string nextStep) : Exception(message)
{
    /// <summary>The next step for a person, in one sentence.</summary>
    public string NextStep { get; } = nextStep;
}
