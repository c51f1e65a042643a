using System.Text.RegularExpressions;
using SnapshotLambda.EndToEnd.Tests.Template;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>The runbook's commands for an emergency, as the shell reads them.</summary>
public sealed partial class EmergencyTests
{
    private static readonly string Runbook = Repository.Read("docs/runbook.md");

    /// <summary>
    /// The AWS CLI, as far as the command calls it: it tells the stack's parameters but the one that the query leaves out, as the CLI
    /// writes text, and takes down every other call.
    /// </summary>
    private static readonly string Cli = $$"""
        aws() {
          if [ "$2" = describe-stacks ]; then
            [[ "$*" =~ Parameters\[\?ParameterKey!=\'([A-Za-z]+)\'\]\.ParameterKey.*--output\ text ]] || { echo "unknown: $*" >&2; return 1; }
            printf '%s\n' {{string.Join(' ', StackTemplate.Deployed.Parameters)}} | grep -vx "${BASH_REMATCH[1]}" | paste -sd '\t'
          else
            printf '%s\n' "$@"
          fi
        }
        """;

    // What update-stack does not name has its default again: a stack would lose its policy in the middle of an emergency.
    [Fact]
    public async Task A_forced_dry_run_needs_no_build_and_leaves_every_other_parameter_as_it_is()
    {
        var command = Assert.Single(Updates().Matches(Runbook)).Groups[1].Value;
        var words = (await Shell.OutputAsync($"{Cli}\n{command}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal([
            "cloudformation", "update-stack", "--stack-name", "snapshot-lambda", "--use-previous-template", "--capabilities",
            "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND", "--parameters",
        ], words.Take(9));
        Assert.Equal(
            StackTemplate.Deployed.Parameters.Select(name => name == "ForceDryRun"
                ? "ParameterKey=ForceDryRun,ParameterValue=true"
                : $"ParameterKey={name},UsePreviousValue=true").Order(StringComparer.Ordinal),
            words.Skip(9).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_stops_beside_the_stack_has_its_way_back()
    {
        Assert.Contains(
            "aws lambda put-function-concurrency --function-name FUNCTION --reserved-concurrent-executions 0",
            Runbook,
            StringComparison.Ordinal);
        Assert.Contains("aws lambda delete-function-concurrency --function-name FUNCTION", Runbook, StringComparison.Ordinal);
        Assert.Contains("aws iam put-role-policy --role-name DELETE_ROLE --policy-name stop", Runbook, StringComparison.Ordinal);
        Assert.Contains("aws iam delete-role-policy --role-name DELETE_ROLE --policy-name stop", Runbook, StringComparison.Ordinal);
    }

    [GeneratedRegex("^ *```\n( *aws cloudformation update-stack .*?)\n *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Updates();
}
