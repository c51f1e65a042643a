using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SnapshotLambda.Sandbox.Commands;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>All that a run came to: what it replied, what it wrote, what the command line prints of it, and what it left.</summary>
internal sealed partial record GoldenRun(Guid RequestId, FunctionReply Reply, IReadOnlyList<string> Lines, World Before, World After)
{
    /// <summary>It as text, with a placeholder for whatever no second run would have alike.</summary>
    public async Task<string> TextAsync(GoldenDay day)
    {
        var text = $"""
            == the result
            {(Reply is FunctionReply.Answered { Json: var json } ? ResultJson.Indented(json) : "none: the function threw")}

            == the log
            {GoldenLog.Text(Lines)}

            == what the command line prints
            {(await PrintedAsync()).TrimEnd('\n')}

            == what is left of the fleet
            {Left()}

            """.ReplaceLineEndings("\n");
        text = text.Replace(RequestId.ToString(), "<run id>", StringComparison.Ordinal);
        text = Traces().Replace(text, "<trace id>");
        text = Guids().Replace(Clocks().Replace(Versions().Replace(text, "<version>"), "$1<now>"), "<request id>");
        return day.Undated(text);
    }

    /// <summary>What <c>invoke</c> prints where its output is a pipe, and its exit code.</summary>
    private async Task<string> PrintedAsync()
    {
        var (@out, error) = (new StringWriter(), new StringWriter());
        var request = new InvokeRequest
        {
            Event = default,
            Target = new RunTarget.Embedded(new SandboxSetup(Before, new SandboxOptions())),
        };
        var surroundings = new ConsoleEnvironment
        {
            Out = @out,
            Error = error,
            Environment = new Dictionary<string, string>(),
            Clock = TimeProvider.System,
            NewId = Guid.NewGuid,
            FunctionAssembly = () => "",
        };
        var exitCode = await RunOutcome.PresentAsync(request, Reply, after: null, surroundings);
        var errors = error.ToString().Split('\n').Where(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal)
            && !line.Contains("--- End of stack trace", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"{@out}{string.Join('\n', errors)}exit code {exitCode}");
    }

    /// <summary>What was deleted, what is in the Recycle Bin of that, and whose tags are others now.</summary>
    private string Left()
    {
        var left = new StringBuilder();
        foreach (var account in Before.Accounts)
        {
            foreach (var before in account.Regions)
            {
                var after = After.Region(account.Id, before.Name)!;
                foreach (var snapshot in before.Snapshots.Values)
                {
                    var now = after.Snapshots.GetValueOrDefault(snapshot.Id);
                    if (now is not null && now.Tags.SequenceEqual(snapshot.Tags)) continue;
                    var binned = after.Bin.GetValueOrDefault(snapshot.Id)?.Snapshot;
                    left.Append(CultureInfo.InvariantCulture, $"{account.Id} {before.Name} {snapshot.Id} ");
                    left.Append(now is not null ? "has other tags" : binned is not null ? "is in the Recycle Bin" : "is gone");
                    if ((now ?? binned) is { Tags: var tags })
                        left.Append(": ").Append(tags.IsEmpty ? "none" : string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}")));
                    left.Append('\n');
                }
            }
        }

        return left.Length == 0 ? "all, as it was" : left.ToString().TrimEnd('\n');
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+\+[0-9a-f]{40}|(?<=""version"": ?"")\d+\.\d+\.\d+[^""]*")]
    private static partial Regex Versions();

    [GeneratedRegex(@"(""(?:startedAt|finishedAt)"": ?"")[^""]*")]
    private static partial Regex Clocks();

    [GeneratedRegex("1-[0-9a-f]{8}-[0-9a-f]{24}")]
    private static partial Regex Traces();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guids();
}
