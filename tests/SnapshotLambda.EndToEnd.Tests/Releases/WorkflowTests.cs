using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SnapshotLambda.EndToEnd.Tests.Releases;

/// <summary>The workflows run what people run, and nobody else's code can be put under them; the forms ask for what helps.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => ["ci.yml", "release.yml"];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_by_its_digest_and_says_its_version(string file)
    {
        var uses = Uses().Matches(Repository.Read($".github/workflows/{file}"));

        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.Matches("^[a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+$", use.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_job_may_do_no_more_than_it_says_and_what_may_write_runs_nothing_of_a_package(string file)
    {
        var workflow = Document($".github/workflows/{file}");

        Assert.Empty(Map(workflow["permissions"]));
        Assert.All(Map(workflow["jobs"]), job =>
        {
            var permissions = Map(job.Value["permissions"]);
            Assert.NotEmpty(permissions);
            if (permissions.Any(permission => permission.Value.ToString() == "write"))
                Assert.DoesNotContain("dotnet", job.Value.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void They_call_the_scripts_that_run_anywhere()
    {
        Assert.Contains("- run: .ci/run\n", Repository.Read(".github/workflows/ci.yml"), StringComparison.Ordinal);
        Assert.Contains("eng/release.sh \"${GITHUB_REF_NAME#v}\"", Repository.Read(".github/workflows/release.yml"), StringComparison.Ordinal);
        // A release is of the genuine packages.
        Assert.DoesNotContain("StandIns", Repository.Read(".github/workflows/release.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_form_asks_for_the_version_the_result_and_the_log_and_says_how_to_redact_them()
    {
        var form = Document(".github/ISSUE_TEMPLATE/problem.yml");

        Assert.Equal(
            ["version", "build", "happened", "result", "log", "read"],
            ((YamlSequenceNode)form["body"]).Select(Map).SelectMany(part => part.Where(one => one.Key == "id")).Select(one => one.Value.ToString()));
        Assert.Contains("-- redact FILE", form.ToString(), StringComparison.Ordinal);
        Assert.Contains("SECURITY.md", form.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(Map(Document(".github/ISSUE_TEMPLATE/feature.yml")));
    }

    [Fact]
    public void The_page_of_releases_names_every_file_that_the_script_writes()
    {
        var page = Repository.Read("docs/release.md");
        var written = Written().Matches(Repository.Read("eng/release.sh")).Select(file => file.Groups[1].Value)
            .Select(file => file.Replace("$version", "VERSION", StringComparison.Ordinal).Replace("$architecture", "arm64", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(5, written.Count);
        Assert.All(written, file => Assert.Contains($"`{file}`", page, StringComparison.Ordinal));
    }

    private static YamlMappingNode Document(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read(path)));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static IEnumerable<KeyValuePair<string, YamlNode>> Map(YamlNode node) =>
        ((YamlMappingNode)node).Select(one => KeyValuePair.Create(one.Key.ToString(), one.Value));

    [GeneratedRegex(@"uses: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"\$output/([a-z$-]+-\$version\.(?:zip|yaml))")]
    private static partial Regex Written();
}
