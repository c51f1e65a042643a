namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>The outcome of one invocation. All ends of a function are covered; none is an exception.</summary>
internal abstract record FunctionReply
{
    private FunctionReply()
    {
    }

    /// <summary>The function answered.</summary>
    /// <param name="Json">The answer, as sent.</param>
    public sealed record Answered(string Json) : FunctionReply;

    /// <summary>The function threw, or reported that it could not start.</summary>
    /// <param name="StackTrace">The stack trace; empty if the function sent none.</param>
    public sealed record Threw(string ErrorType, string ErrorMessage, IReadOnlyList<string> StackTrace) : FunctionReply;

    /// <summary>The function's process ended without an answer.</summary>
    /// <param name="BeforeFirstEvent">True if it never asked for an event.</param>
    /// <param name="LastErrorLines">The last lines of its standard error.</param>
    public sealed record Exited(int ExitCode, bool BeforeFirstEvent, IReadOnlyList<string> LastErrorLines) : FunctionReply;

    /// <summary>The function's process did not ask for an event in time, and was killed.</summary>
    /// <param name="Limit">The time it had.</param>
    /// <param name="LastErrorLines">The last lines of its standard error.</param>
    public sealed record NeverAsked(TimeSpan Limit, IReadOnlyList<string> LastErrorLines) : FunctionReply;

    /// <summary>The function did not answer before its deadline, and was killed.</summary>
    /// <param name="Limit">The time it had.</param>
    /// <param name="LastErrorLines">The last lines of its standard error.</param>
    public sealed record TimedOut(TimeSpan Limit, IReadOnlyList<string> LastErrorLines) : FunctionReply;
}
