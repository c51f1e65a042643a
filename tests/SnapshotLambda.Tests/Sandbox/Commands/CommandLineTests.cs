using System.Text.Json;
using SnapshotLambda.Sandbox.Commands;
using SnapshotLambda.Tests.Sandbox.Lambda;

namespace SnapshotLambda.Tests.Sandbox.Commands;

public sealed class CommandLineTests : IDisposable
{
    private const string ValidResult =
        """{"status":"Refused","exitCode":5,"message":"m","runId":"r","dryRun":true,"startedAt":"2026-11-22T03:00:00Z","finishedAt":"2026-11-22T03:00:00Z"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot-lambda-").FullName;

    [Theory]
    [InlineData("invok", "'invok' is not a command.", "Did you mean invoke?")]
    [InlineData("invoke", "invoke needs EVENT.json.", "")]
    [InlineData("invoke nope.json", "EVENT.json 'nope.json' does not exist.", "")]
    [InlineData("invoke EVENT extra", "'extra' is one argument too many.", "")]
    [InlineData("invoke EVENT --json yes", "--json takes no value, and 'yes' follows it.", "")]
    [InlineData("invoke FOLDER", "is a folder.", "Name a file in it.")]
    [InlineData("invoke EVENT --fleet FOLDER", "is a folder.", "Name a file in it.")]
    [InlineData("approve FOLDER", "has no plan of a run.", "Check the path.")]
    [InlineData("demo --seed 2", "--seed is an option of invoke, not of demo.", "See invoke --help.")]
    [InlineData("demo --sede 2", "--sede is not an option of demo.", "")]
    [InlineData("approve EVENT --json", "--json is an option of invoke, not of approve.", "See invoke --help.")]
    [InlineData("serve 8080", "'8080' is one argument too many.", "")]
    [InlineData("invoke --snapshot 5 EVENT", "--snapshot is not an option of invoke.", "Did you mean --snapshots?")]
    [InlineData("invoke EVENT --remaining-second=5", "--remaining-second is not an option of invoke.", "Did you mean --remaining-seconds?")]
    [InlineData("invoke EVENT -x", "-x is not an option of invoke.", "")]
    [InlineData("--json", "--json is an option of invoke, not of the demo.", "See invoke --help.")]
    [InlineData("invoke EVENT --seed", "--seed is given without its value.", "")]
    [InlineData("invoke EVENT --seed 1 --seed 2", "--seed is given more than once.", "")]
    [InlineData("invoke EVENT --seed x", "--seed 'x' is not valid.", "")]
    [InlineData("invoke EVENT --snapshots -1", "--snapshots '-1' is not valid.", "")]
    [InlineData("invoke EVENT --snapshots 1000001", "--snapshots '1000001' is not valid.", "")]
    [InlineData("invoke EVENT --snapshots 1.5", "--snapshots '1.5' is not valid.", "")]
    [InlineData("invoke EVENT --regions us-east-1,", "--regions has an empty name, which no region is called.", "")]
    [InlineData("invoke EVENT --regions us-east-1,us-east-1", "--regions names 'us-east-1' 2 times.", "")]
    [InlineData(
        "invoke EVENT --regions us-east-1,virginia,eu-west-1,london", "--regions has 'virginia', 'london', which no region is called.", "")]
    [InlineData("invoke EVENT --remaining-seconds 0", "--remaining-seconds '0' is not valid.", "")]
    [InlineData("invoke EVENT --remaining-seconds 901", "--remaining-seconds '901' is not valid.", "")]
    [InlineData("invoke EVENT --repeat 0", "--repeat '0' is not valid.", "")]
    [InlineData("invoke EVENT --request-limits on", "--request-limits 'on' is not valid.", "")]
    [InlineData("invoke EVENT --endpoint-url localhost:4566", "--endpoint-url 'localhost:4566' is not valid.", "")]
    [InlineData("invoke EVENT --env A", "--env 'A' is not valid.", "")]
    [InlineData("invoke EVENT --env =A", "--env '=A' is not valid.", "")]
    [InlineData("invoke EVENT --env A=1 --env A=2", "--env 'A=2' is not valid.", "")]
    [InlineData("invoke EVENT --fleet nope.json", "--fleet 'nope.json' does not exist.", "")]
    [InlineData(
        "invoke EVENT --fleet EVENT",
        "cannot be used:",
        "Correct the file; docs/sandbox.md describes a fleet, and invoke --world-after FILE writes one.")]
    [InlineData("invoke EVENT --faults EVENT", "cannot be used:", "Correct the file; docs/sandbox.md describes a file of faults.")]
    [InlineData("invoke EVENT --fleet EVENT --seed 2", "--fleet and --seed contradict each other", "")]
    [InlineData("invoke EVENT --aws --endpoint-url http://localhost", "--aws and --endpoint-url contradict each other", "")]
    [InlineData("invoke EVENT --aws --world-after w.json", "--aws and --world-after contradict each other", "")]
    [InlineData(
        "invoke EVENT --endpoint-url http://localhost --world-after w.json", "--endpoint-url and --world-after contradict each other", "")]
    [InlineData("invoke EVENT --aws --snapshots 3", "--aws and --snapshots contradict each other", "")]
    [InlineData("invoke EVENT --function nope.dll", "--function 'nope.dll' is no file.", "Check the path, and build it first.")]
    [InlineData("invoke EVENT --function EVENT", "may not be run: it is no program.", "")]
    [InlineData("invoke EVENT --function FOLDER", "is no file.", "")]
    [InlineData("invoke EVENT --yes", "--yes is given without --aws.", "")]
    [InlineData("invoke EVENT --result no-such-folder/r.json", "--result 'no-such-folder/r.json' is not valid.", "")]
    [InlineData("invoke EVENT --result EVENT", "EVENT.json and --result name the same file", "")]
    [InlineData("approve", "approve needs PLANS|FOLDER|LOGFILE.", "")]
    [InlineData("approve nope.jsonl", "PLANS|FOLDER|LOGFILE 'nope.jsonl' does not exist.", "")]
    [InlineData("approve EVENT --event EVENT", "PLANS|FOLDER|LOGFILE and --event name the same file", "")]
    [InlineData("approve EVENT --approval a.json", "is no plan, and --approval is given.", "Name the plans, or leave --approval out.")]
    [InlineData("approve EVENT --only a.txt --except b.txt", "--except and --only contradict each other", "")]
    [InlineData("approve EVENT FOLDER", "is no plan of SnapshotLambda: a log, or another file.", "Name plan.json.gz of each region")]
    [InlineData("approve EVENT --event no-such-folder/e.json", "--event 'no-such-folder/e.json' is not valid.", "")]
    [InlineData("approve EVENT --events e.json", "--events is not an option of approve.", "Did you mean --event?")]
    [InlineData(
        "approve EVENT",
        "names no snapshot that would be deleted: none of its lines (1, of which 1 are not JSON) is a snapshot_would_delete.",
        "Copy the run's folder from the bucket. Without a bucket: invoke a dry run with --logs FILE")]
    [InlineData("serve --port 65536", "--port '65536' is not valid.", "")]
    public async Task Refuses_what_cannot_be_in_one_clear_error(string line, string error, string next)
    {
        var file = Write("event.json", "17");
        var told = await RunAsync([.. line.Split(' ').Select(word => word == "EVENT" ? file : word == "FOLDER" ? _folder : word)]);
        Assert.Equal((2, ""), (told.ExitCode, told.Out));
        Assert.StartsWith("error: ", told.Error, StringComparison.Ordinal);
        Assert.Contains(error, told.Error, StringComparison.Ordinal);
        Assert.Contains("\nvalid: ", told.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("\nnext:  " + next, told.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1, column 1", "nothing")]
    [InlineData("{\n  \"dryRun\": tru\n}", "line 2, column 16", "nothing")]
    [InlineData("""{"dryRun": true,}""", "line 1, column 17", "'}'")]
    [InlineData("""{"größe": x}""", "line 1, column 11", "'x}'")]
    [InlineData("{} // comment", "line 1, column 4", "'// comment'")]
    [InlineData("{'dryRun': true}", "line 1, column 2", "''dryRun': true}'")]
    public async Task Says_where_a_file_is_not_JSON_and_in_no_words_of_its_parser(string text, string where, string found)
    {
        string file = Write("broken.json", text), good = Write("event.json", "{}");
        Told[] tolds =
        [
            await RunAsync("invoke", file),
            await RunAsync("invoke", good, "--fleet", file),
            await RunAsync("invoke", good, "--faults", file),
        ];
        Assert.Contains($"is not JSON: {where} has {found}.", tolds[0].Error, StringComparison.Ordinal);
        Assert.All(
            tolds[1..], told => Assert.Contains($"{where}: {found} is not valid; valid: JSON", told.Error, StringComparison.Ordinal));
        Assert.All(tolds, told => Assert.Equal(2, told.ExitCode));
        Assert.All(tolds, told => Assert.DoesNotMatch("BytePosition|LineNumber|reader|isFinalBlock", told.Error));
    }

    [Fact]
    public async Task Names_an_example_of_each_command_that_works()
    {
        Assert.Contains(
            "as in invoke events/dry-run.json\n", (await RunAsync("invoke")).Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(
            "as in approve FOLDER --event approval.json, with the folder of a dry run's files\n",
            (await RunAsync("approve")).Error.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_policy_once()
    {
        var fleet = Write(
            "fleet.json", """{"accounts":[{"id":"111122223333","roles":[{"name":"r","policy":{"Statement":[{"Effect":"Perhaps"}]}}]}]}""");
        var lines = (await RunAsync("invoke", Write("event.json", "{}"), "--fleet", fleet)).Error.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(
            """  accounts[0].roles[0].policy: {"Statement":[{"Effect":"Perhaps"}]} is not valid; valid: an IAM policy that the sandbox knows. A statement needs one of Action and NotAction.""",
            lines[1]);
        Assert.StartsWith("valid:", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"dryRun": false}""", null, true)]
    [InlineData("""{"dryRun": true}""", "false", false)]
    [InlineData("""{"dryRun": true, "dryRun": false}""", null, true)]
    [InlineData("{}", null, false)]
    [InlineData("{}", "true", false)]
    [InlineData("{}", "false", true)]
    [InlineData("[]", "no", true)]
    public void Knows_a_run_that_may_delete(string payload, string? variable, bool mayDelete)
    {
        var file = EventFile.Read(Write("event.json", payload));
        var environment = new Dictionary<string, string>();
        if (variable is not null)
            environment["SNAPSHOT_LAMBDA_DRY_RUN"] = variable;
        Assert.Equal(mayDelete, RealRun.MayDelete(file, environment, new Dictionary<string, string>()));
        Assert.Equal(mayDelete, RealRun.MayDelete(file, new Dictionary<string, string>(), environment));
    }

    [Theory]
    [InlineData("{}", null, "true")]
    [InlineData("{}", "", "true")]
    [InlineData("{}", "false", "false")]
    [InlineData("""{"dryRun": false}""", null, null)]
    public void Names_dryRun_where_nothing_else_does_so_that_no_file_switches_it_off(string payload, string? variable, string? named)
    {
        var file = EventFile.Read(Write("event.json", payload));
        var environment = new Dictionary<string, string>();
        if (variable is not null)
            environment["SNAPSHOT_LAMBDA_DRY_RUN"] = variable;
        Assert.Equal(
            named, RealRun.Environment(file, new Dictionary<string, string>(), environment).GetValueOrDefault("SNAPSHOT_LAMBDA_DRY_RUN"));
    }

    [Fact]
    public async Task Asks_for_a_yes_before_it_deletes_in_the_real_AWS()
    {
        var told = await RunAsync("invoke", Write("event.json", """{"dryRun": false}"""), "--aws");
        Assert.Equal(2, told.ExitCode);
        Assert.StartsWith("warning: this deletes snapshots in the real AWS account", told.Error, StringComparison.Ordinal);
        Assert.Contains("--aws --yes to delete", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_an_invokewith_a_byte_order_mark()
    {
        var file = Path.Combine(_folder, "event.json");
        await File.WriteAllTextAsync(file, ValidResult, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var told = await RunFakeAsync("answers", "invoke", file, "--snapshots", "0", "--json");
        Assert.Equal((5, ""), (told.ExitCode, told.Error));
        Assert.Equal(5, JsonDocument.Parse(told.Out).RootElement.GetProperty("exitCode").GetInt32());
    }

    [Theory]
    [InlineData("throws", "error: The function threw Bang: it broke")]
    [InlineData("exits at once", "error: The function's process ended with exit code 3 before it asked for an event.")]
    [InlineData("ends silently", "error: The function's process ended with exit code 0 before it asked for an event.")]
    [InlineData("tells all", "error: The function answered, but not with a result:")]
    public async Task Ends_with_1_where_the_function_brings_no_result(string behaviour, string error)
    {
        var told = await RunFakeAsync(behaviour, "invoke", Write("event.json", "{}"), "--snapshots", "0");
        Assert.Equal((1, ""), (told.ExitCode, told.Out));
        Assert.StartsWith(error, told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starts_the_build_of_the_function_that_is_named()
    {
        string[] invoke =
        [
            "invoke", Write("event.json", ValidResult), "--snapshots", "0", "--json", "--env", $"{FakeFunction.Behaviour}=answers",
        ];
        var told = await RunAsync([.. invoke, "--function", FakeFunction.Assembly]);
        Assert.Equal(5, told.ExitCode);

        // A program is started as it is, whatever it is.
        var program = Write("bootstrap", "#!/bin/sh\necho started >&2; exit 7\n");
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        told = await RunAsync([.. invoke, "--function", program]);
        Assert.Equal(1, told.ExitCode);
        Assert.StartsWith(
            "error: The function's process ended with exit code 7 before it asked for an event.", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_function_the_environment_of_the_sandbox_and_no_other()
    {
        var told = await RunFakeAsync(
            "tells all", "invoke", Write("event.json", "{}"), "--snapshots", "0", "--regions", "eu-west-1", "--env", "EXTRA=a=b");
        var lines = told.Error.Split('\n');
        var environment = JsonDocument.Parse(lines[1]).RootElement.GetProperty("environment");
        string? Variable(string name) => environment.TryGetProperty(name, out var value) ? value.GetString() : null;
        Assert.Equal("CleanUpAsync", Variable("ANNOTATIONS_HANDLER"));
        Assert.Equal(("eu-west-1", "eu-west-1"), (Variable("AWS_REGION"), Variable("AWS_DEFAULT_REGION")));
        Assert.Equal("512", Variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
        Assert.StartsWith("http://127.0.0.1:", Variable("AWS_ENDPOINT_URL_EC2"), StringComparison.Ordinal);
        Assert.Equal(Variable("AWS_ENDPOINT_URL_EC2"), Variable("AWS_ENDPOINT_URL_STS"));
        Assert.Equal("a=b", Variable("EXTRA"));
        Assert.Equal("kept", Variable("UNRELATED"));
        Assert.Contains("127.0.0.1", Variable("NO_PROXY"), StringComparison.Ordinal);
        Assert.All(
            ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "SNAPSHOT_LAMBDA_DRY_RUN", "POWERTOOLS_LOG_LEVEL"],
            name => Assert.Null(Variable(name)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<Told> RunAsync(params string[] arguments) =>
        RunAsync(arguments, [], () => throw new InvalidOperationException("Nothing may be started."));

    private static Task<Told> RunFakeAsync(string behaviour, params string[] arguments) => RunAsync(
        [.. arguments, "--env", $"{FakeFunction.Behaviour}={behaviour}"],
        new Dictionary<string, string>
        {
            ["AWS_PROFILE"] = "mine",
            ["AWS_SESSION_TOKEN"] = "mine",
            ["AWS_ENDPOINT_URL"] = "mine",
            ["SNAPSHOT_LAMBDA_DRY_RUN"] = "false",
            ["POWERTOOLS_LOG_LEVEL"] = "mine",
            ["UNRELATED"] = "kept",
        },
        () => FakeFunction.Assembly);

    private static async Task<Told> RunAsync(string[] arguments, Dictionary<string, string> variables, Func<string> function)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables.TryAdd((string)variable.Key, (string)variable.Value!);
        var surroundings = new ConsoleEnvironment
        {
            Out = output,
            Error = error,
            Environment = variables,
            Clock = TimeProvider.System,
            NewId = Guid.NewGuid,
            FunctionAssembly = function,
        };
        var code = await CommandLine.RunAsync(arguments, surroundings, CancellationToken.None)
            .WaitAsync(HangGuard.Limit, TimeProvider.System);
        return new Told(code, output.ToString(), error.ToString());
    }

    private sealed record Told(int ExitCode, string Out, string Error);
}
