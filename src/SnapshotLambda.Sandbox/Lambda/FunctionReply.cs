namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>What came of one invocation. Every way in which a function can end is one of these; none is an exception.</summary>
internal abstract record FunctionReply
{
    private FunctionReply()
    {
    }

    /// <summary>The function answered.</summary>
    /// <param name="Json">Its answer, as it was sent.</param>
    public sealed record Answered(string Json) : FunctionReply;

    /// <summary>The function threw, or could not start and said so.</summary>
    /// <param name="ErrorType">The exception's type.</param>
    /// <param name="ErrorMessage">Its message.</param>
    /// <param name="StackTrace">Where it came from; empty if the function did not say.</param>
    public sealed record Threw(string ErrorType, string ErrorMessage, IReadOnlyList<string> StackTrace) : FunctionReply;

    /// <summary>The function's process ended without an answer.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="BeforeFirstEvent">Whether it had never asked for an event.</param>
    /// <param name="LastErrorLines">The end of its standard error.</param>
    public sealed record Exited(int ExitCode, bool BeforeFirstEvent, IReadOnlyList<string> LastErrorLines) : FunctionReply;

    /// <summary>The function's process ran, but did not ask for an event in time. It was killed.</summary>
    /// <param name="Limit">How long it had.</param>
    /// <param name="LastErrorLines">The end of its standard error.</param>
    public sealed record NeverAsked(TimeSpan Limit, IReadOnlyList<string> LastErrorLines) : FunctionReply;

    /// <summary>The function did not answer before its deadline. It was killed.</summary>
    /// <param name="Limit">How long it had.</param>
    /// <param name="LastErrorLines">The end of its standard error.</param>
    public sealed record TimedOut(TimeSpan Limit, IReadOnlyList<string> LastErrorLines) : FunctionReply;
}
