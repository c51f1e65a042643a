using System.Text;
using System.Text.RegularExpressions;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>What docs/sandbox.md says of the files that the sandbox reads is what it reads.</summary>
public sealed partial class SandboxFilesTests
{
    private static readonly string Page = Repository.Read("docs/sandbox.md");

    [Fact]
    public void Its_examples_are_read()
    {
        string[] examples = [.. Examples().Matches(Page).Select(example => example.Groups[1].Value)];

        Assert.Equal(2, examples.Length);
        Assert.Equal(
            3,
            FleetReader.Read(Encoding.UTF8.GetBytes(examples[0]), TimeProvider.System.GetUtcNow()).Accounts[0].Regions[0].Snapshots.Count);
        Assert.NotNull(FaultFile.Read(Encoding.UTF8.GetBytes(examples[1])));
    }

    [Theory]
    [InlineData("of the file", "{X}")]
    [InlineData("of an account", """{"accounts":[{X}]}""")]
    [InlineData("of a role", """{"accounts":[{"roles":[{X}]}]}""")]
    [InlineData("of a region", """{"accounts":[{"regions":[{X}]}]}""")]
    [InlineData("of a snapshot", """{"accounts":[{"regions":[{"snapshots":[{X}]}]}]}""")]
    [InlineData("of an AMI", """{"accounts":[{"regions":[{"images":[{X}]}]}]}""")]
    [InlineData("of a launch template", """{"accounts":[{"regions":[{"launchTemplates":[{X}]}]}]}""")]
    [InlineData("of a version", """{"accounts":[{"regions":[{"launchTemplates":[{"olderVersions":[{X}]}]}]}]}""")]
    [InlineData("of a rule", """{"accounts":[{"regions":[{"recycleBin":[{X}]}]}]}""")]
    public void It_names_every_field_of_a_fleet_and_no_other(string table, string json) =>
        Assert.Equal(
            Fields(json, text => FleetReader.Read(text, TimeProvider.System.GetUtcNow())), Rows(Section("## The fleet file"), table));

    [Theory]
    [InlineData("of the file", "{X}")]
    [InlineData("of a rule", """{"rules":[{X}]}""")]
    public void It_names_every_field_of_a_faults_file_and_no_other(string table, string json) =>
        Assert.Equal(Fields(json, FaultFile.Read), Rows(Section("## The faults file"), table));

    [Fact]
    public void It_lists_the_faults()
    {
        var summaries = new CodeSummaries("SnapshotLambda.Sandbox");
        ReadmeBlock.Check("faults", ReadmeBlock.Table(
            ["fault", "what happens"],
            InjectedFault.All.Select(fault => new[]
            {
                $"`{fault.Name}`",
                summaries.Of($"P:{typeof(InjectedFault)}.{char.ToUpperInvariant(fault.Name[0])}{fault.Name[1..]}"),
            })));
    }

    /// <summary>The fields that the reader knows: it names them where it meets one that it does not.</summary>
    private static IEnumerable<string> Fields(string json, Func<ReadOnlyMemory<byte>, object> read)
    {
        var errors = Assert.Throws<InvalidFileException>(
            () => read(Encoding.UTF8.GetBytes(json.Replace("{X}", """{"1234567890": 1}""", StringComparison.Ordinal)))).Errors;
        return errors.Single(error => error.Path.EndsWith("1234567890", StringComparison.Ordinal)).Valid
            .Split(", ")
            .Order(StringComparer.Ordinal);
    }

    private static string Section(string heading) => Page[Page.IndexOf(heading, StringComparison.Ordinal)..].Split("\n## ")[0];

    private static IEnumerable<string> Rows(string section, string table) =>
        Regex.Match(section, $@"\| {table} \|.*\n\| --- .*\n((\|.*\n)+)").Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(row => Names().Matches(row.Split('|')[1]).Select(name => name.Groups[1].Value)).Order(StringComparer.Ordinal);

    [GeneratedRegex("<!-- the example is read by a test -->\n```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Names();
}
