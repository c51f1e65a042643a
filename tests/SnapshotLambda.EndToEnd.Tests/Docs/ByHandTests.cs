namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>Every event in events/ can be sent by hand, in both ways.</summary>
public sealed class ByHandTests
{
    public static TheoryData<string> Events =>
        [.. Directory.GetFiles(Repository.PathOf("events"), "*.json")
            .Select(path => $"events/{Path.GetFileName(path)}")
            .Where(path => path is not ("events/payload.schema.json" or "events/restore.json"))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Events))]
    public void Each_event_has_its_two_commands(string path)
    {
        var lines = Repository.Read("docs/by-hand.md").Split('\n').Where(line => line.Contains(path, StringComparison.Ordinal)).ToArray();

        Assert.Single(lines, line => line.StartsWith("invoke ", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("sam remote invoke CleanUp --event", StringComparison.Ordinal));
    }

    [Fact]
    public void What_deletes_has_a_key_of_its_own()
    {
        var lines = Repository.Read("docs/by-hand.md")
            .Split('\n')
            .Where(line => line.Contains("events/delete.json", StringComparison.Ordinal))
            .ToArray();

        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains(
            """$(sed "s/false/false, \"idempotencyKey\": \"by-hand-$NOW\"/" events/delete.json)""", line, StringComparison.Ordinal));
    }
}
