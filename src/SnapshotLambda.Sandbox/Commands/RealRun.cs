namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Guards real snapshots against a command line.</summary>
internal static class RealRun
{
    private const string DryRunVariable = "SNAPSHOT_LAMBDA_DRY_RUN";

    /// <summary>
    /// True if the event or else the environment switches the dry run off. A value that the function would not understand counts as off.
    /// </summary>
    public static bool MayDelete(EventFile file, IReadOnlyDictionary<string, string> inherited, IReadOnlyDictionary<string, string> given)
    {
        if (file.Flag("dryRun") is { } dryRun)
            return !dryRun;
        return Variable(inherited, given) is { } variable && !variable.Equals("true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The environment of a run that <see cref="MayDelete"/> has checked. It sets <c>dryRun</c> if nothing else does, so that an unchecked
    /// file beside the function cannot switch it off.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Environment(
        EventFile file, IReadOnlyDictionary<string, string> inherited, IReadOnlyDictionary<string, string> given) =>
        file.Flag("dryRun") is null && Variable(inherited, given) is null
            ? new Dictionary<string, string>(given, StringComparer.Ordinal) { [DryRunVariable] = "true" }
            : given;

    private static string? Variable(IReadOnlyDictionary<string, string> inherited, IReadOnlyDictionary<string, string> given) =>
        (given.GetValueOrDefault(DryRunVariable) ?? inherited.GetValueOrDefault(DryRunVariable)) is { Length: > 0 } variable
            ? variable
            : null;

    /// <summary>Warns, and continues only if the deletion was confirmed.</summary>
    /// <exception cref="UsageException">The deletion was not confirmed.</exception>
    public static void Warn(TextWriter error, bool isConfirmed)
    {
        error.WriteLine(
            "warning: this deletes snapshots in the real AWS account of your credentials. What is deleted cannot be brought back.");
        if (!isConfirmed)
            throw new UsageException(
                "--aws is given with a run that is not a dry run.",
                "--aws --yes to delete, or \"dryRun\": true in the event to only look",
                "Do the dry run first and read its report.");
    }
}
