namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>Something keeps the sandbox from doing what it was asked.</summary>
/// <param name="message">What, in one sentence.</param>
/// <param name="nextStep">What a person would do next, in one sentence.</param>
internal sealed class SandboxException(string message, string nextStep) : Exception(message)
{
    /// <summary>What a person would do next, in one sentence.</summary>
    public string NextStep { get; } = nextStep;
}
