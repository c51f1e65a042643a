namespace SnapshotLambda.Sandbox.Commands;

/// <summary>A wrong command line. Nothing has been started; the exit code is 2.</summary>
/// <param name="message">The error, with the option and its value, in one sentence.</param>
/// <param name="valid">The valid values.</param>
/// <param name="nextStep">The next step.</param>
internal sealed class UsageException(string message, string valid, string nextStep) : Exception(message)
{
    /// <summary>The exit code for wrong usage.</summary>
    public const int ExitCode = 2;

    /// <summary>The usual next step.</summary>
    public const string SeeHelp = "Correct it, or see --help for all options.";

    /// <summary>The valid values.</summary>
    public string Valid { get; } = valid;

    /// <summary>The next step.</summary>
    public string NextStep { get; } = nextStep;
}
