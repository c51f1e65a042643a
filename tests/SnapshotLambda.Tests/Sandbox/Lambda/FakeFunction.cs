using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SnapshotLambda.Tests.Sandbox.Lambda;

/// <summary>A function that behaves as the variable FUNCTION_BEHAVIOUR says. The tests start this very assembly as its process.</summary>
internal static class FakeFunction
{
    public const string Behaviour = "FUNCTION_BEHAVIOUR";
    public const string Answer = "FUNCTION_ANSWER";

    /// <summary>A run that has deleted two of five.</summary>
    private static readonly string[] Logged =
    [
        """{"message":"run_started","run_id":"r-1","account":"111122223333","region":"us-east-1","dry_run":false}""",
        """{"message":"region_scanned","account":"111122223333","region":"us-east-1","scanned":40,"planned":5,"to_mark":0}""",
        """{"message":"snapshot_deleted","account":"111122223333","region":"us-east-1","snapshot_id":"snap-1"}""",
        """{"message":"snapshot_deleted","account":"111122223333","region":"us-east-1","snapshot_id":"snap-2"}""",
    ];

    public static string Assembly => typeof(FakeFunction).Assembly.Location;

    public static async Task<int> Main()
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var runtime = new Runtime(http, $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/");
        var behaviour = Environment.GetEnvironmentVariable(Behaviour) ?? "";
        switch (behaviour)
        {
            case "exits at once":
                for (var line = 1; line <= 30; line++)
                    await Console.Error.WriteLineAsync($"line {line}");
                return 3;
            case "ends silently":
                return 0;
            case "never asks":
                await Forever();
                return 0;
            case "cannot start":
                await runtime.PostAsync("init/error", """{"errorType":"Startup","errorMessage":"no settings"}""");
                return 1;
        }

        for (var count = 1; ; count++)
        {
            (var id, var taken) = await runtime.NextAsync();
            var reply = $"invocation/{id}/response";
            switch (behaviour)
            {
                case "exits on an event":
                    await Console.Error.WriteLineAsync("out of luck");
                    return 4;
                case "logs and waits":
                    foreach (var logged in Logged)
                        await Console.Out.WriteLineAsync(logged);
                    await Forever();
                    return 0;
                case "logs and is interrupted":
                    await Console.Out.WriteLineAsync(Logged[0]);
                    return 130;
                case "never answers":
                    await Console.Error.WriteLineAsync("still thinking");
                    await Forever();
                    return 0;
                case "throws":
                    await runtime.PostAsync(
                        $"invocation/{id}/error", """{"errorType":"Bang","errorMessage":"it broke","stackTrace":["at Here","at There"]}""");
                    break;
                case "throws no document":
                    await runtime.PostAsync($"invocation/{id}/error", "<html>");
                    break;
                case "writes a lot":
                    string line = new('x', 1_000);
                    for (var written = 0; written < 2_000; written++)
                    {
                        await Console.Error.WriteLineAsync(line);
                        await Console.Out.WriteLineAsync(line);
                    }

                    await runtime.PostAsync(reply, "{}");
                    break;
                case "writes after its answer":
                    await runtime.PostAsync(reply, "{}");
                    await Console.Out.WriteLineAsync("the last line");
                    break;
                case "answers too much":
                    await runtime.PostAsync(reply, new string(' ', 7_000_000) + "{}");
                    break;
                case "leaves a child":
                    var start = new ProcessStartInfo(Environment.ProcessPath!, [Assembly]);
                    start.Environment[Behaviour] = "never asks";
                    using (var child = Process.Start(start)!)
                        await runtime.PostAsync(reply, child.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    break;
                case "tells all":
                    await runtime.PostAsync(reply, JsonSerializer.Serialize(new
                    {
                        count,
                        id,
                        payload = await taken.Content.ReadAsStringAsync(),
                        headers = taken.Headers.ToDictionary(header => header.Key, header => header.Value.First()),
                        environment = Environment.GetEnvironmentVariables(),
                        folder = Environment.CurrentDirectory,
                    }));
                    break;
                default:
                    await runtime.PostAsync(reply, Environment.GetEnvironmentVariable(Answer) ?? await taken.Content.ReadAsStringAsync());
                    break;
            }
        }
    }

    private static Task Forever() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);

    private sealed record Runtime(HttpClient Http, string Root)
    {
        public async Task<(string Id, HttpResponseMessage Taken)> NextAsync()
        {
            var taken = await Http.GetAsync(new Uri(Root + "invocation/next"));
            taken.EnsureSuccessStatusCode();
            return (taken.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single(), taken);
        }

        public async Task PostAsync(string path, string body)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var reply = await Http.PostAsync(new Uri(Root + path), content);
        }
    }
}
