using System.CommandLine;
using System.Text;
using System.Text.Json;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The argument and options of <c>restore</c>.</summary>
internal sealed class RestoreOptions
{
    private const int MostSeconds = 900;
    /// <summary>The argument's name.</summary>
    public const string What = "RUN|EVENT.json";
    private const string CleanUpFunction = "SNAPSHOT_LAMBDA_CLEAN_UP_FUNCTION";

    private readonly Argument<string> _what = new(What)
    {
        Description = "The run to take back, by its id, as in 2026-11-27-8d1f4a5e; or a JSON file with an event, as events/restore.json.",
    };

    private readonly Option<bool> _real = OptionValue.Flag("--real", "With RUN: restore. Without it the result says what would be.");
    private readonly Option<string> _run = OptionValue.One(
        "--run",
        "FOLDER",
        "The folder that has the run's files, copied from its bucket or written by invoke. Default: the bucket of --env.");

    private readonly WorldOptions _world = new();
    private readonly Option<string> _endpointUrl =
        OptionValue.One("--endpoint-url", "URL", "Another EC2 and STS endpoint in place of the embedded one.");

    private readonly Option<bool> _aws = OptionValue.Flag("--aws", "The real AWS, by the usual credential chain.");
    private readonly Option<string> _function = FunctionOption.Create();
    private readonly Option<string[]> _env = EnvironmentOption.Create();
    private readonly Option<string> _remaining =
        OptionValue.One("--remaining-seconds", "N", $"The time that it has, 1 to {MostSeconds}. Default: {MostSeconds}.");

    private readonly Option<string> _result = OptionValue.One("--result", "FILE", "Write the result there, as JSON.");
    private readonly Option<string> _logs = OptionValue.One("--logs", "FILE", "Write the function's log there.");
    private readonly Option<string> _worldAfter = OptionValue.One("--world-after", "FILE", "Write the fleet there, as it is then.");
    private readonly Option<bool> _json = OptionValue.Flag("--json", "Print the result object alone instead of the tables.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_what);
        foreach (var option in (Option[])
            [_real, _run, .. _world.All, _endpointUrl, _aws, _function, _env, _remaining, _result, _logs, _worldAfter, _json])
            command.Add(option);
    }

    /// <summary>Reads the options and all files; starts nothing.</summary>
    /// <exception cref="UsageException">Options contradict each other, or a value is not valid.</exception>
    public InvokeRequest Read(ParseResult parsed, ConsoleEnvironment surroundings)
    {
        RefuseContradictions(parsed);
        var what = parsed.GetRequiredValue(_what);
        var isFile = what.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(what);
        if (isFile && parsed.GetValue(_real))
            throw new UsageException(
                $"{_real.Name} is given with the event '{what}'.",
                $"{_real.Name} with the id of a run; an event says dryRun itself",
                "Leave it out, and set dryRun to false in the event.");
        var request = new InvokeRequest
        {
            IsRestore = true,
            Event = isFile ? EventFile.Read(what).Json : Event(what, isReal: parsed.GetValue(_real)),
            Function = FunctionOption.Read(parsed, _function),
            Remaining = TimeSpan.FromSeconds(parsed.Whole(_remaining, 1, MostSeconds) ?? MostSeconds),
            ResultFile = OutputFile.Path(parsed, _result),
            LogsFile = OutputFile.Path(parsed, _logs),
            WorldAfterFile = OutputFile.Path(parsed, _worldAfter),
            IsJson = parsed.GetValue(_json),
            Target = parsed.GetValue(_aws) ? new RunTarget.Aws()
                : parsed.Url(_endpointUrl) is { } url ? new RunTarget.Remote(url)
                : new RunTarget.Embedded(_world.Read(parsed, surroundings.Clock)),
        };
        OutputFile.RefuseSharing(
        [
            (What, isFile ? what : null), (_result.Name, request.ResultFile), (_logs.Name, request.LogsFile),
            (_worldAfter.Name, request.WorldAfterFile),
        ]);
        return request with { Environment = Environment(parsed, surroundings, request.Target) };
    }

    private static byte[] Event(string runId, bool isReal) =>
        Encoding.UTF8.GetBytes($$"""{"runId": {{JsonSerializer.Serialize(runId)}}, "dryRun": {{(isReal ? "false" : "true")}}}""");

    private Dictionary<string, string> Environment(ParseResult parsed, ConsoleEnvironment surroundings, RunTarget target)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["ANNOTATIONS_HANDLER"] = "RestoreAsync" };
        if (target is not RunTarget.Aws || !surroundings.Environment.ContainsKey(CleanUpFunction))
            environment[CleanUpFunction] = LambdaIdentity.FunctionName;
        if (parsed.Text(_run) is { } folder)
            environment["SNAPSHOT_LAMBDA_REPORT_FOLDER"] = Directory.Exists(folder)
                ? Path.GetFullPath(folder)
                : throw OptionValue.Wrong(_run, folder, "the folder of a run, with its lists in ACCOUNT/REGION/deletions");
        foreach (var (name, value) in EnvironmentOption.Read(parsed, _env)) environment[name] = value;
        if (target is RunTarget.Aws && !surroundings.Environment.ContainsKey(CleanUpFunction)
            && !EnvironmentOption.Read(parsed, _env).ContainsKey(CleanUpFunction))
            throw new UsageException(
                $"--aws is given without {CleanUpFunction}.",
                $"--env {CleanUpFunction}=NAME, the name of the function that deleted",
                "Its stack's output Function says it.");
        return environment;
    }

    private void RefuseContradictions(ParseResult parsed)
    {
        if (parsed.IsGiven(_aws) && parsed.IsGiven(_endpointUrl))
            throw OptionValue.Contradiction(_aws, _endpointUrl, "one is the real AWS, the other is not.");
        foreach (var elsewhere in new Option[] { _aws, _endpointUrl }.Where(parsed.IsGiven))
        {
            if (_world.All.Append(_worldAfter).FirstOrDefault(parsed.IsGiven) is { } ofSandbox)
                throw OptionValue.Contradiction(
                    elsewhere, ofSandbox, $"without the embedded sandbox, {ofSandbox.Name} has nothing to act on.");
        }
    }
}
