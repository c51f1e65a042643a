using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>
/// <c>approve</c>: turns a dry run into the payload that deletes what it would delete, and nothing else: of its plans, or of its log where
/// there are none.
/// </summary>
internal static class ApproveCommand
{
    /// <summary>The argument's name.</summary>
    public const string Run = "PLANS|FOLDER|LOGFILE";

    /// <summary>The command.</summary>
    public static Command Create(ConsoleEnvironment surroundings)
    {
        var command = new Command(
            "approve",
            "Write the event that deletes exactly what a dry run would delete. What is no candidate any more by then stays.");
        var run = new Argument<string[]>(Run)
        {
            Description = "The folder of a dry run, copied from its bucket, or its plan.json.gz of one or more regions. Or, only where "
                + "there is no bucket, the log of a dry run, a JSON object a line: what --logs wrote, or CloudWatch's messages. Of several "
                + "runs in a log the last one counts.",
            Arity = ArgumentArity.OneOrMore,
        };

        // What takes any number of words takes an option that nobody knows for one of them, too.
        run.Validators.Add(words =>
        {
            if (words.Tokens.Any(word => word.Value is ['-', _, ..])) words.AddError("An option that nobody knows.");
        });
        var except = OptionValue.One("--except", "FILE", "Leave out the snapshots whose ids are in FILE, one a line. Only with plans.");
        var only = OptionValue.One("--only", "FILE", "Approve only the snapshots whose ids are in FILE, one a line. Only with plans.");
        var file = OptionValue.One("--event", "FILE", "Write the event there. Default: standard output.");
        var approval = OptionValue.One(
            "--approval", "FILE", "Write the ids to FILE, to be put to approvals/ in the bucket, and not into the event, which takes "
                + "9,000. Only with plans.");
        command.Add(run);
        foreach (var option in new[] { except, only, file, approval }) command.Add(option);
        command.SetAction((parsed, _) =>
        {
            var paths = parsed.GetRequiredValue(run);
            var output = new ApprovalOutput(OutputFile.Path(parsed, file), OutputFile.Path(parsed, approval));
            OutputFile.RefuseSharing(
            [
                .. paths.Select(path => (Run, (string?)path)), (except.Name, parsed.Text(except)), (only.Name, parsed.Text(only)),
                (file.Name, output.Event), (approval.Name, output.Ids),
            ]);
            if (parsed.IsGiven(except) && parsed.IsGiven(only))
                throw OptionValue.Contradiction(except, only, "one names what stays, the other what goes.");
            if (paths is [var log] && RunFiles.IsNoPlan(log))
            {
                if (new Option[] { except, only, approval }.FirstOrDefault(parsed.IsGiven) is { } ofPlans)
                    throw new UsageException(
                        $"{Run} '{log}' is no plan, and {ofPlans.Name} is given.",
                        $"{ofPlans.Name} with plans, as in plan.json.gz, or with the folder of a dry run",
                        $"Name the plans, or leave {ofPlans.Name} out.");
                return LogApproval.RunAsync(log, output, surroundings);
            }

            return PlanApproval.RunAsync(paths, IdFile.Read(parsed, except), IdFile.Read(parsed, only), output, surroundings);
        });
        return command;
    }
}
