using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The argument and options of <c>invoke</c>.</summary>
internal sealed class InvokeOptions
{
    private const int MostSeconds = 900;
    private const int MostDeliveries = 1_000;

    private readonly Argument<string> eventFile = new("EVENT.json") { Description = "The event to deliver, a JSON file; events/ has examples." };
    private readonly WorldOptions world = new();
    private readonly Option<string> endpointUrl = OptionValue.One("--endpoint-url", "URL", "Another EC2 and STS endpoint in place of the embedded one.");
    private readonly Option<bool> aws = OptionValue.Flag("--aws", "The real AWS, by the usual credential chain.");
    private readonly Option<bool> yes = OptionValue.Flag("--yes", "With --aws: yes, really delete, where the event or the environment switches the dry run off.");
    private readonly Option<string> function = FunctionOption.Create();
    private readonly Option<string[]> env = EnvironmentOption.Create();
    private readonly Option<string> remaining = OptionValue.One("--remaining-seconds", "N", $"The time that an invocation has, 1 to {MostSeconds}. Default: {MostSeconds}.");
    private readonly Option<string> result = OptionValue.One("--result", "FILE", "Write the result there, as JSON.");
    private readonly Option<string> logs = OptionValue.One("--logs", "FILE", "Write the function's log there.");
    private readonly Option<string> worldAfter = OptionValue.One("--world-after", "FILE", "Write the fleet there, as the function left it.");
    private readonly Option<string> repeat = OptionValue.One("--repeat", "N", "Deliver the event N times to one process, with one request id, as Lambda may. The last result counts. Default: 1.");
    private readonly Option<bool> json = OptionValue.Flag("--json", "Print the result object alone instead of the report.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(eventFile);
        foreach (Option option in (IEnumerable<Option>)[.. world.All, endpointUrl, aws, yes, function, env, remaining, result, logs, worldAfter, repeat, json])
            command.Add(option);
    }

    /// <summary>What they ask for; all files are read, nothing is started.</summary>
    /// <exception cref="UsageException">They contradict each other, or a value is not valid.</exception>
    public InvokeRequest Read(ParseResult parsed, ConsoleEnvironment surroundings)
    {
        RefuseContradictions(parsed);
        EventFile file = EventFile.Read(parsed.GetRequiredValue(eventFile));
        var request = new InvokeRequest
        {
            Event = file.Json,
            Function = FunctionOption.Read(parsed, function),
            Environment = EnvironmentOption.Read(parsed, env),
            Remaining = TimeSpan.FromSeconds(parsed.Whole(remaining, 1, MostSeconds) ?? MostSeconds),
            Deliveries = parsed.Whole(repeat, 1, MostDeliveries) ?? 1,
            ResultFile = OutputFile.Path(parsed, result),
            LogsFile = OutputFile.Path(parsed, logs),
            WorldAfterFile = OutputFile.Path(parsed, worldAfter),
            IsJson = parsed.GetValue(json),
            Target = parsed.GetValue(aws) ? new RunTarget.Aws()
                : parsed.Url(endpointUrl) is { } url ? new RunTarget.Remote(url)
                : new RunTarget.Embedded(world.Read(parsed, surroundings.Clock)),
        };
        OutputFile.RefuseSharing([("EVENT.json", file.Path), ("--result", request.ResultFile), ("--logs", request.LogsFile), ("--world-after", request.WorldAfterFile)]);
        if (request.Target is not RunTarget.Aws)
            return request;
        if (RealRun.MayDelete(file, surroundings.Environment, request.Environment))
            RealRun.Warn(surroundings.Error, isConfirmed: parsed.GetValue(yes));
        return request with { Environment = RealRun.Environment(file, surroundings.Environment, request.Environment) };
    }

    private void RefuseContradictions(ParseResult parsed)
    {
        if (parsed.IsGiven(aws) && parsed.IsGiven(endpointUrl))
            throw OptionValue.Contradiction(aws, endpointUrl, "one is the real AWS, the other is not.");
        if (parsed.IsGiven(yes) && !parsed.IsGiven(aws))
            throw new UsageException("--yes is given without --aws.", "--yes only with --aws: nothing else can lose real snapshots", "Leave --yes out.");
        foreach (Option elsewhere in new Option[] { aws, endpointUrl }.Where(parsed.IsGiven))
        {
            if (world.All.Append(worldAfter).FirstOrDefault(parsed.IsGiven) is { } ofSandbox)
                throw OptionValue.Contradiction(elsewhere, ofSandbox, $"without the embedded sandbox, {ofSandbox.Name} has nothing to act on.");
        }
    }
}
