using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The argument and options of <c>invoke</c>.</summary>
internal sealed class InvokeOptions
{
    private const int MostSeconds = 900;
    private const int MostDeliveries = 1_000;

    private readonly Argument<string> _eventFile =
        new("EVENT.json") { Description = "The event to deliver, a JSON file; events/ has examples." };
    private readonly WorldOptions _world = new();
    private readonly Option<string> _endpointUrl =
        OptionValue.One("--endpoint-url", "URL", "Another EC2 and STS endpoint in place of the embedded one.");
    private readonly Option<bool> _aws = OptionValue.Flag("--aws", "The real AWS, by the usual credential chain.");
    private readonly Option<bool> _yes =
        OptionValue.Flag("--yes", "With --aws: yes, really delete, where the event or the environment switches the dry run off.");
    private readonly Option<string> _function = FunctionOption.Create();
    private readonly Option<string[]> _env = EnvironmentOption.Create();
    private readonly Option<string> _remaining =
        OptionValue.One("--remaining-seconds", "N", $"The time that an invocation has, 1 to {MostSeconds}. Default: {MostSeconds}.");
    private readonly Option<string> _result = OptionValue.One("--result", "FILE", "Write the result there, as JSON.");
    private readonly Option<string> _logs = OptionValue.One("--logs", "FILE", "Write the function's log there.");
    private readonly Option<string> _worldAfter =
        OptionValue.One("--world-after", "FILE", "Write the fleet there, as the function left it.");
    private readonly Option<string> _repeat = OptionValue.One(
        "--repeat",
        "N",
        "Deliver the event N times to one process, with one request id, as Lambda may. The last result counts. Default: 1.");
    private readonly Option<string> _report = ReportOutput.PageOption();
    private readonly Option<string> _csv = ReportOutput.TableOption();
    private readonly Option<bool> _json = OptionValue.Flag("--json", "Print the result object alone instead of the report.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_eventFile);
        Option[] all =
        [
            .. _world.All, _endpointUrl, _aws, _yes, _function, _env, _remaining, _result, _logs, _worldAfter, _report,
            _csv, _repeat, _json,
        ];
        foreach (var option in all)
            command.Add(option);
    }

    /// <summary>Reads the options and all files; starts nothing.</summary>
    /// <exception cref="UsageException">Options contradict each other, or a value is not valid.</exception>
    public InvokeRequest Read(ParseResult parsed, ConsoleEnvironment surroundings)
    {
        RefuseContradictions(parsed);
        var file = EventFile.Read(parsed.GetRequiredValue(_eventFile));
        var request = new InvokeRequest
        {
            Event = file.Json,
            Function = FunctionOption.Read(parsed, _function),
            Environment = EnvironmentOption.Read(parsed, _env),
            Remaining = TimeSpan.FromSeconds(parsed.Whole(_remaining, 1, MostSeconds) ?? MostSeconds),
            Deliveries = parsed.Whole(_repeat, 1, MostDeliveries) ?? 1,
            ResultFile = OutputFile.Path(parsed, _result),
            LogsFile = OutputFile.Path(parsed, _logs),
            WorldAfterFile = OutputFile.Path(parsed, _worldAfter),
            Report = new ReportOutput(OutputFile.Path(parsed, _report), OutputFile.Path(parsed, _csv)),
            IsJson = parsed.GetValue(_json),
            Target = parsed.GetValue(_aws) ? new RunTarget.Aws()
                : parsed.Url(_endpointUrl) is { } url ? new RunTarget.Remote(url)
                : new RunTarget.Embedded(_world.Read(parsed, surroundings.Clock)),
        };
        OutputFile.RefuseSharing(
        [
            ("EVENT.json", file.Path), ("--result", request.ResultFile), ("--logs", request.LogsFile),
            ("--world-after", request.WorldAfterFile), (_report.Name, request.Report.Page), (_csv.Name, request.Report.Table),
        ]);
        if (request.Target is not RunTarget.Aws)
            return request;
        if (RealRun.MayDelete(file, surroundings.Environment, request.Environment))
            RealRun.Warn(surroundings.Error, isConfirmed: parsed.GetValue(_yes));
        return request with { Environment = RealRun.Environment(file, surroundings.Environment, request.Environment) };
    }

    private void RefuseContradictions(ParseResult parsed)
    {
        if (parsed.IsGiven(_aws) && parsed.IsGiven(_endpointUrl))
            throw OptionValue.Contradiction(_aws, _endpointUrl, "one is the real AWS, the other is not.");
        if (parsed.IsGiven(_yes) && !parsed.IsGiven(_aws))
            throw new UsageException(
                "--yes is given without --aws.", "--yes only with --aws: nothing else can lose real snapshots", "Leave --yes out.");
        foreach (var elsewhere in new Option[] { _aws, _endpointUrl }.Where(parsed.IsGiven))
        {
            if (_world.All.Append(_worldAfter).FirstOrDefault(parsed.IsGiven) is { } ofSandbox)
                throw OptionValue.Contradiction(
                    elsewhere, ofSandbox, $"without the embedded sandbox, {ofSandbox.Name} has nothing to act on.");
        }
    }
}
