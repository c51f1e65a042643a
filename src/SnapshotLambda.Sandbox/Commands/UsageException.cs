namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The command line asks for something that cannot be. Nothing has been started; the exit code is 2.</summary>
/// <param name="message">What is wrong, with the option and its value, in one sentence.</param>
/// <param name="valid">What would be valid.</param>
/// <param name="nextStep">What to do now.</param>
internal sealed class UsageException(string message, string valid, string nextStep) : Exception(message)
{
    /// <summary>The exit code for wrong usage.</summary>
    public const int ExitCode = 2;

    /// <summary>The usual next step.</summary>
    public const string SeeHelp = "Correct it, or see --help for all options.";

    /// <summary>What would be valid.</summary>
    public string Valid { get; } = valid;

    /// <summary>What to do now.</summary>
    public string NextStep { get; } = nextStep;
}
