using System.Text.RegularExpressions;
using SnapshotLambda.Core;
using SnapshotLambda.Sandbox.Iam;
using Policy = SnapshotLambda.Sandbox.Iam.Policy;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>What the function's role may do: what the code calls, and no more.</summary>
public sealed partial class PermissionsTests
{
    private const string Snapshot = "arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0";

    private static readonly Permissions Role = Permissions.OfRole(
        Policy.Parse(StackTemplate.Deployed.At("Resources", "CleanUpRole", "Properties", "Policies")[0]!["PolicyDocument"]!.ToJsonString()), session: null);

    [Fact]
    public void Every_ec2_operation_that_the_code_calls_is_allowed_and_no_other() =>
        Assert.Equal(Calls("src/SnapshotLambda/Aws/Ec2.cs", "src/SnapshotLambda/Aws/Ec2Guards.cs").Select(operation => $"ec2:{operation}"), Actions("ec2:"));

    [Fact]
    public void Every_guard_may_read_what_it_reads() =>
        Assert.All(Guard.All.SelectMany(guard => guard.Permissions), action => Assert.Equal(AccessDecision.Allowed, Role.Decide(new(action, action == "ec2:DescribeSnapshotAttribute" ? Snapshot : "*"))));

    [Fact]
    public void Sts_is_asked_only_what_needs_no_permission()
    {
        Assert.Equal(["GetCallerIdentity"], Calls("src/SnapshotLambda/Aws/Sts.cs"));
        Assert.Empty(Actions("sts:"));
    }

    [Fact]
    public void Nothing_is_allowed_by_a_wildcard() =>
        Assert.All(Statements().SelectMany(statement => statement.Actions), action => Assert.DoesNotContain('*', action));

    [Fact]
    public void A_snapshot_may_be_deleted_in_any_region() =>
        Assert.Equal(AccessDecision.Allowed, Role.Decide(new("ec2:DeleteSnapshot", Snapshot)));

    [Theory]
    [InlineData("aws:backup:source-resource")]
    [InlineData("AWS:Backup:Source-Resource")]
    public void A_snapshot_of_aws_backup_may_not(string key) =>
        Assert.Equal(AccessDecision.DeniedByIdentity, Role.Decide(new AccessRequest("ec2:DeleteSnapshot", Snapshot).With(ContextKeys.ResourceTag + key, "x")));

    [Theory]
    [InlineData("ec2:DeleteVolume", "arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0")]
    [InlineData("ec2:DeregisterImage", "arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0")]
    [InlineData("ec2:CreateTags", Snapshot)]
    public void Nothing_else_may_be_changed(string action, string resource) =>
        Assert.Equal(AccessDecision.NotAllowedByIdentity, Role.Decide(new(action, resource)));

    private static IEnumerable<Statement> Statements() => Role.Identity!.Statements.Where(statement => !statement.Denies);

    private static IEnumerable<string> Actions(string service) =>
        Statements().SelectMany(statement => statement.Actions).Where(action => action.StartsWith(service, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Calls(params IEnumerable<string> files) =>
        files.SelectMany(file => Operations().Matches(Repository.Read(file))).Select(call => call.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\bclient\.(\w+)Async\(")]
    private static partial Regex Operations();
}
