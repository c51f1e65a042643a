namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Stands between a command line and snapshots that are really there.</summary>
internal static class RealRun
{
    private const string DryRunVariable = "SNAPSHOT_LAMBDA_DRY_RUN";

    /// <summary>Whether event and environment, the event first, switch the dry run off. What the function would not understand counts as off.</summary>
    public static bool MayDelete(EventFile file, IReadOnlyDictionary<string, string> inherited, IReadOnlyDictionary<string, string> given)
    {
        if (file.Flag("dryRun") is { } dryRun)
            return !dryRun;
        return Variable(inherited, given) is { } variable && !variable.Equals("true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The environment of a run of which <see cref="MayDelete"/> was asked: with <c>dryRun</c> in it where nothing names it, so that no
    /// file beside the function, which nobody looked into, switches it off.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Environment(EventFile file, IReadOnlyDictionary<string, string> inherited, IReadOnlyDictionary<string, string> given) =>
        file.Flag("dryRun") is null && Variable(inherited, given) is null
            ? new Dictionary<string, string>(given, StringComparer.Ordinal) { [DryRunVariable] = "true" }
            : given;

    private static string? Variable(IReadOnlyDictionary<string, string> inherited, IReadOnlyDictionary<string, string> given) =>
        (given.GetValueOrDefault(DryRunVariable) ?? inherited.GetValueOrDefault(DryRunVariable)) is { Length: > 0 } variable ? variable : null;

    /// <summary>Warns, and goes on only if that was confirmed.</summary>
    /// <exception cref="UsageException">It was not.</exception>
    public static void Warn(TextWriter error, bool isConfirmed)
    {
        error.WriteLine("warning: this deletes snapshots in the real AWS account of your credentials. What is deleted cannot be brought back.");
        if (!isConfirmed)
            throw new UsageException("--aws is given with a run that is not a dry run.", "--aws --yes to delete, or \"dryRun\": true in the event to only look", "Do the dry run first and read its report.");
    }
}
