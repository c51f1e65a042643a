namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Where an approval is written.</summary>
/// <param name="Event">The file for the event; null for standard output.</param>
/// <param name="Ids">The file for the ids, where these are not in the event; null where they are.</param>
internal sealed record ApprovalOutput(string? Event, string? Ids)
{
    /// <summary>Writes the event.</summary>
    public Task WriteAsync(string text, ConsoleEnvironment surroundings) =>
        Event is null ? surroundings.Out.WriteAsync(text) : WriteAsync("--event", Event, text);

    /// <summary>Writes a file that an option names.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static async Task WriteAsync(string option, string path, string text)
    {
        try
        {
            await File.WriteAllTextAsync(path, text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"{option} '{path}' cannot be written: {fault.Message}",
                "a file that you may write",
                "Check the path and its permissions.");
        }
    }
}
