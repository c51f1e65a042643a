using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>Describes an invocation without a result, and the next step.</summary>
internal static class ReplyText
{
    /// <summary>The text, some lines long; the last one is the next step.</summary>
    public static string Of(FunctionReply reply) => reply switch
    {
        FunctionReply.Answered answered => Lines(
            "The function answered, but not with a result:", [answered.Json],
            "Use a sandbox and a function of the same version: build the solution with 'dotnet build'."),
        FunctionReply.Threw threw => Lines(
            $"The function threw {threw.ErrorType}: {threw.ErrorMessage}", threw.StackTrace,
            "Lambda would deliver an asynchronous event again. See the function's log (--logs FILE) for what led to it."),
        FunctionReply.Exited { BeforeFirstEvent: true, ExitCode: 0 } exited => Lines(
            "The function's process ended with exit code 0 before it asked for an event.", exited.LastErrorLines,
            "Check that ANNOTATIONS_HANDLER names the handler's method: with another name the process ends like this, silently."),
        FunctionReply.Exited exited => Lines(
            $"The function's process ended with exit code {exited.ExitCode} "
            + $"{(exited.BeforeFirstEvent ? "before it asked for an event" : "without an answer")}.",
            exited.LastErrorLines,
            "The lines above are the end of its error output; --logs FILE keeps all of it."),
        FunctionReply.NeverAsked late => Lines(
            $"The function did not ask for an event within {late.Limit.TotalSeconds:0.#} s of its start and was ended.",
            late.LastErrorLines,
            "See its log (--logs FILE) for what it waits for."),
        FunctionReply.TimedOut late => Lines(
            $"The function did not answer in its {late.Limit.TotalSeconds:0.#} s and was ended, as Lambda ends it.", late.LastErrorLines,
            "Give it more time with --remaining-seconds, or see its log (--logs FILE) for what it waits for."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Lines(string what, IEnumerable<string> details, string next) =>
        string.Join(Environment.NewLine, [what, .. details.Select(line => "  " + line), next]);
}
