using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Template;

public sealed partial class SamConfigTests
{
    private static readonly string Text = Repository.Read("samconfig.toml");

    [Theory]
    [InlineData("default")]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Has_the_environment(string name) =>
        Assert.Matches(
            $@"\[{name}\.global\.parameters\]\nstack_name = ""snapshot-lambda(-{name})?""\n\n\[{name}\.deploy\.parameters\]\ncapabilities = ""CAPABILITY_IAM""",
            Text);

    // What has a name of its own needs CAPABILITY_NAMED_IAM, and would keep a second stack out of the account.
    [Fact]
    public void Names_no_role_so_its_capability_will_do() =>
        Assert.All(StackTemplate.Deployed.Made("AWS::IAM::Role").Values, role => Assert.Null(role["RoleName"]));

    [Fact]
    public void Names_only_parameters_that_the_template_has_and_switches_no_dry_run_off()
    {
        var overridden = Overrides()
            .Matches(Text)
            .SelectMany(line => Names().Matches(line.Groups[1].Value))
            .Select(name => name.Groups[1].Value)
            .Distinct();

        Assert.Equal(["Environment"], overridden);
        Assert.Contains("Environment", StackTemplate.Deployed.Parameters);
    }

    [GeneratedRegex("""^parameter_overrides = "(.*)"$""", RegexOptions.Multiline)]
    private static partial Regex Overrides();

    [GeneratedRegex("(\\w+)=")]
    private static partial Regex Names();
}
