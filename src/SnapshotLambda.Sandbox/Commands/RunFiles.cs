using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Report.Results;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The files that a run wrote: the plans of its regions, and its result. They are those of a bucket, or of a folder.</summary>
internal static class RunFiles
{
    /// <summary>The name of a run's result.</summary>
    public const string Result = "result.json";

    private static readonly string[] PlanNames = ["plan.json.gz", "plan.json"];

    /// <summary>Reads a plan, or all plans and the result in a folder and the folders below it.</summary>
    /// <param name="what">The option or argument that names it.</param>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="UsageException">There is none, or it is no run's.</exception>
    public static RunReport Read(string what, string path) =>
        Checked(what, path, () => Directory.Exists(path) ? OfFolder(what, path) : RunReport.Open(Plans(what, path), result: null));

    /// <summary>The plans in a folder and the folders below it, or a plan.</summary>
    /// <param name="what">The option or argument that names it.</param>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="UsageException">There is none, or it is no plan.</exception>
    public static IReadOnlyList<PlanFile> Plans(string what, string path) => Checked<IReadOnlyList<PlanFile>>(what, path, () =>
    {
        if (!Directory.Exists(path))
        {
            InputFile.Check(what, path);
            return [PlanFile.Open(path, () => File.OpenRead(path))];
        }

        return PlansOf(FilesOf(path)) is { Length: > 0 } plans
            ? plans
            : throw new UsageException($"{what} '{path}' has no plan of a run.", Valid, "Check the path.");
    });

    /// <summary>
    /// True for a file that does not begin as a plan does. Whether what begins as one is one is known only at its end, when it is read.
    /// </summary>
    public static bool IsNoPlan(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            var begin = new byte[256];
            using var file = File.OpenRead(path);
            var text = begin.AsSpan(0, file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false));
            if (text is [0x1f, 0x8b, ..]) return false;
            var json = new Utf8JsonReader(text, isFinalBlock: false, default);
            return !(json.Read() && json.TokenType == JsonTokenType.StartObject
                && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("format"));
        }
        catch (JsonException)
        {
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it says so.
            return false;
        }
    }

    private static T Checked<T>(string what, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidPlanException or InvalidResultException)
        {
            throw new UsageException(fault.Message, Valid, "Check the path.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{what} '{path}' cannot be read: {fault.Message}", Valid, "Check the path and its permissions.");
        }
    }

    /// <summary>Reads what a run left in its own folder, which may be nothing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="reply">The result that the function replied, for a run that ended before it left one; null without a reply.</param>
    public static RunReport OfRun(string folder, RunResult? reply)
    {
        var left = Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any()
            ? Read("The folder of the run", folder)
            : RunReport.Open([], result: null);
        return left.Result is null && reply is not null ? RunReport.Open(left.Plans, reply) : left;
    }

    private const string Valid = "a plan.json or plan.json.gz, or the folder of one run with all of its files";

    private static RunReport OfFolder(string what, string path)
    {
        var files = FilesOf(path);
        var plans = PlansOf(files);
        var results = files[Result].ToList();
        if (plans.Length == 0 && results.Count == 0)
            throw new UsageException($"{what} '{path}' has no file of a run.", Valid, "Check the path.");
        if (results.Count > 1)
            throw new UsageException($"{what} '{path}' has {results.Count} files {Result}, so it is the folder of several runs.", Valid,
                "Name the folder of one of them.");
        return RunReport.Open(plans, results.Count == 0 ? null : ResultOf(results[0]));
    }

    private static ILookup<string, string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToLookup(file => Path.GetFileName(file), StringComparer.Ordinal);

    private static PlanFile[] PlansOf(ILookup<string, string> files) =>
        [.. PlanNames.SelectMany(name => files[name]).Select(file => PlanFile.Open(file, () => File.OpenRead(file)))];

    private static RunResult ResultOf(string path)
    {
        using var file = File.OpenRead(path);
        return ResultFile.Read(path, file);
    }
}
