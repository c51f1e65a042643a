using System.Text.RegularExpressions;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>What the roles may do: what the code calls, and no more.</summary>
public sealed partial class PermissionsTests
{
    private const string Snapshot = "arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0";
    private static readonly IamPolicy Function = IamPolicy.Parse(
        StackTemplate.Deployed.At("Resources", "CleanUpRole", "Properties", "Policies")[0]!["PolicyDocument"]!.ToJsonString());
    private static readonly IamPolicy Delete = PolicyOf(StackTemplate.Deployed, "DeleteRole");
    private static readonly StackTemplate Members = StackTemplate.Deployed.With("MemberRoleName", "ops/clean-up");
    private static readonly Permissions Role = Permissions.OfRole(Delete, session: null);

    private static readonly Fence Fence = Fence.Of(new FenceInputs(
        Inputs.Default.Guarded(safeguards => safeguards with { GraceDays = 7, RecycleBin = RecycleBin.Require }),
        FenceMode.On,
        "aws",
        "eu-west-1"));

    public static TheoryData<string> Called => [.. CallsOfRuns().Select(operation => $"ec2:{operation}")];

    [Fact]
    public void Every_ec2_operation_that_a_run_calls_is_the_delete_role_s_and_no_other() =>
        Assert.Equal(CallsOfRuns().Select(operation => $"ec2:{operation}"), Actions(Delete, "ec2:"));

    [Fact]
    public void The_function_s_own_role_sees_no_snapshot() => Assert.Empty(Actions(Function, "ec2:"));

    [Fact]
    public void What_it_may_do_besides_is_to_log_to_remember_runs_and_to_report_failed_ones() => Assert.Equal(
        Remembered().Select(operation => ($"dynamodb:{operation}", Arn("Runs")))
            .Concat([
                ("logs:CreateLogStream", Arn("CleanUpLog")),
                ("logs:PutLogEvents", Arn("CleanUpLog")),
                ("sqs:SendMessage", Arn("FailedRuns")),
            ]),
        Granted(Function));

    [Fact]
    public void The_schedule_s_role_may_invoke_the_function_and_report_what_it_could_not_deliver() => Assert.Equal(
        [("lambda:InvokeFunction", Arn("CleanUp")), ("sqs:SendMessage", Arn("FailedRuns"))],
        Granted(IamPolicy.Parse(
            StackTemplate.Deployed.At("Resources", "ScheduleRole", "Properties", "Policies")[0]!["PolicyDocument"]!.ToJsonString())));

    [Fact]
    public void Sts_is_asked_only_who_we_are_and_for_the_roles()
    {
        Assert.Equal(["AssumeRole", "GetCallerIdentity"], Calls("Sts.cs"));
        Assert.Empty(Actions(Function, "sts:"));
        Assert.Empty(Actions(Delete, "sts:"));
        Assert.Equal(
            [("sts:AssumeRole", "arn:aws:iam::111122223333:role/DeleteRole")], Assumable(StackTemplate.Deployed, "AssumeDeleteRole"));
        Assert.Equal([("sts:AssumeRole", "arn:aws:iam::*:role/ops/clean-up")], Assumable(Members, "AssumeMemberRoles"));
        Assert.Equal("HasMembers", StackTemplate.Deployed.TextAt("Resources", "AssumeMemberRoles", "Condition"));
    }

    [Theory]
    [InlineData("222233334444", true)]
    [InlineData("333344445555", true)]
    [InlineData("444455556666", false)]
    public void Roles_of_other_accounts_may_be_assumed_in_those_that_are_named_alone(string account, bool isNamed)
    {
        var policy = Members.With("Accounts", "222233334444,333344445555")
            .At("Resources", "AssumeMemberRoles", "Properties", "PolicyDocument")
            .ToJsonString();
        var request = new AccessRequest("sts:AssumeRole", $"arn:aws:iam::{account}:role/ops/clean-up")
            .With(ContextKeys.ResourceAccount, account);

        Assert.Equal(
            isNamed ? AccessDecision.Allowed : AccessDecision.NotAllowedByIdentity,
            Permissions.OfRole(IamPolicy.Parse(policy), session: null).Decide(request));
    }

    [Fact]
    public void A_key_may_be_used_by_the_roles_that_write_to_what_it_encrypts()
    {
        const string Key = "arn:aws:kms:us-east-1:111122223333:key/0d2c4e1a";
        string[] all = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"];
        string[] toSend = ["kms:Decrypt", "kms:GenerateDataKey"];
        var template = StackTemplate.Deployed.With("KmsKeyArn", Key);

        Assert.Equal(all.Select(action => (action, Key)), Assumable(template, "UseKey"));
        Assert.Equal(toSend.Select(action => (action, Key)), Assumable(template, "UseKeyForUndelivered"));
        Assert.Equal(("CleanUpRole", "ScheduleRole"), (template.TextAt("Resources", "UseKey", "Properties", "RoleName"),
            template.TextAt("Resources", "UseKeyForUndelivered", "Properties", "RoleName")));
        Assert.DoesNotContain(StackTemplate.Deployed.Made().Keys, name => name.StartsWith("UseKey", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_function_s_role_may_assume_the_delete_role()
    {
        var trust = Assert.Single(
            StackTemplate.Deployed.At("Resources", "DeleteRole", "Properties", "AssumeRolePolicyDocument", "Statement").AsArray())!;
        Assert.Equal(
            """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/CleanUpRole"},"Action":"sts:AssumeRole"}""",
            trust.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Called))]
    public void A_session_of_a_real_run_may_make_every_call_that_the_code_makes(string action) =>
        Assert.Equal(AccessDecision.Allowed, Within(Fence.ToDelete).Decide(Request(action)));

    [Theory]
    [MemberData(nameof(Called))]
    public void A_session_of_a_dry_run_may_read_and_no_more(string action) =>
        Assert.Equal(
            IsWrite(action) ? AccessDecision.NotAllowedBySession : AccessDecision.Allowed,
            Within(SessionPolicy.ToRead).Decide(Request(action)));

    [Theory]
    [MemberData(nameof(Called))]
    public void A_session_that_tries_the_fence_may_ask_for_a_deletion_and_no_more(string action) =>
        Assert.Equal(
            action == "ec2:DeleteSnapshot" ? AccessDecision.Allowed : AccessDecision.NotAllowedBySession,
            Within(Fence.ToTry).Decide(Request(action)));

    [Fact]
    public void Nothing_is_allowed_by_a_wildcard() =>
        Assert.All(
            ((IamPolicy[])[Function, Delete]).SelectMany(Allows).SelectMany(statement => statement.Actions),
            action => Assert.DoesNotContain('*', action));

    [Fact]
    public void A_snapshot_may_be_deleted_in_any_region() =>
        Assert.Equal(AccessDecision.Allowed, Role.Decide(new("ec2:DeleteSnapshot", Snapshot)));

    [Theory]
    [InlineData("aws:backup:source-resource")]
    [InlineData("AWS:Backup:Source-Resource")]
    public void A_snapshot_of_aws_backup_may_not(string key) =>
        Assert.Equal(
            AccessDecision.DeniedByIdentity,
            Role.Decide(new AccessRequest("ec2:DeleteSnapshot", Snapshot).With(ContextKeys.ResourceTag + key, "x")));

    [Fact]
    public void What_is_denied_outright_is_what_the_guards_of_tags_keep_by_a_key_that_IAM_can_name() =>
        Assert.Equal(
            Guard.All.SelectMany(guard => guard.TagKeys).Where(key => !key.IsPrefix).Select(key => key.ToString()), Denied(Delete));

    // A guard that the stack skips must not be held by the role: what it keeps is to go.
    [Theory]
    [InlineData("kubernetes")]
    [InlineData("awsServices:InspectorScan")]
    public void Where_a_guard_is_skipped_what_aws_backup_manages_is_all_that_is(string skipped) =>
        Assert.Equal(
            Guard.Backup.TagKeys.Select(key => key.ToString()),
            Denied(PolicyOf(StackTemplate.Deployed.With("SkipGuards", skipped), "DeleteRole")));

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: the policies of a role in sum, without white space.
    [Fact]
    public void The_role_s_policies_have_at_most_10240_characters() =>
        Assert.InRange(PolicyOf(StackTemplate.Deployed, "DeleteRole").Text.Length, 1, 10_240 - 500);

    [Theory]
    [InlineData("ec2:CreateTags")]
    [InlineData("ec2:DeleteTags")]
    public void The_day_of_a_leftover_may_be_set_and_taken_off(string action) =>
        Assert.Equal(
            AccessDecision.Allowed, Role.Decide(new AccessRequest(action, Snapshot).With(ContextKeys.TagKeys, OwnTags.LeftoverSince)));

    [Theory]
    [InlineData("ec2:CreateTags", "DoNotDelete")]
    [InlineData("ec2:CreateTags", OwnTags.Retired, "Name")]
    [InlineData("ec2:DeleteTags")]
    [InlineData("ec2:DeleteTags", "DoNotDelete")]
    [InlineData("ec2:DeleteTags", OwnTags.Run)]
    [InlineData("ec2:CreateTags", OwnTags.KeepUntil)]
    public void No_tags_but_our_own_may_be_changed(string action, params string[] keys) =>
        Assert.Equal(
            AccessDecision.NotAllowedByIdentity,
            Role.Decide(keys.Aggregate(new AccessRequest(action, Snapshot), (request, key) => request.With(ContextKeys.TagKeys, key))));

    [Fact]
    public void Which_run_deletes_it_may_be_set_with_what_else_is_set_then() =>
        Assert.Equal(
            AccessDecision.Allowed,
            Role.Decide(new AccessRequest("ec2:CreateTags", Snapshot)
                .With(ContextKeys.TagKeys, OwnTags.Retired)
                .With(ContextKeys.TagKeys, OwnTags.Run)));

    [Theory]
    [InlineData("ec2:DeleteVolume", "arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0")]
    [InlineData("ec2:DeregisterImage", "arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0")]
    [InlineData("ec2:ModifySnapshotAttribute", Snapshot)]
    public void Nothing_else_may_be_changed(string action, string resource) =>
        Assert.Equal(AccessDecision.NotAllowedByIdentity, Role.Decide(new(action, resource)));

    /// <summary>The policies of a role as one.</summary>
    private static IamPolicy PolicyOf(StackTemplate template, string role)
    {
        var statements = template.At("Resources", role, "Properties", "Policies").AsArray()
            .SelectMany(policy => policy!["PolicyDocument"]!["Statement"]!.AsArray()).Select(statement => statement!.ToJsonString());
        return IamPolicy.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(",", statements)}}]}""");
    }

    /// <summary>The keys whose snapshots may not be deleted; with a value where that alone is denied.</summary>
    private static IEnumerable<string> Denied(IamPolicy policy)
    {
        foreach (var statement in policy.Statements.Where(statement => statement.Denies))
        {
            var condition = Assert.Single(statement.Conditions);
            Assert.Equal(("ec2:DeleteSnapshot", "*"), (Assert.Single(statement.Actions), Assert.Single(statement.Resources)));
            var key = condition.Key[ContextKeys.ResourceTag.Length..];
            if (condition.Comparison is Comparison.Null) Assert.Equal("false", Assert.Single(condition.Values));
            else Assert.Equal(Comparison.StringEquals, condition.Comparison);
            yield return condition.Comparison is Comparison.Null ? key : $"{key}={Assert.Single(condition.Values)}";
        }
    }

    private static Permissions Within(string sessionPolicy) => Permissions.OfRole(Delete, IamPolicy.Parse(sessionPolicy));

    private static bool IsWrite(string action) => action is "ec2:DeleteSnapshot" or "ec2:CreateTags" or "ec2:DeleteTags";

    /// <summary>The call as the code makes it: on an old snapshot that is marked, with our own tags, or on nothing in particular.</summary>
    private static AccessRequest Request(string action)
    {
        if (!IsWrite(action) && action != "ec2:DescribeSnapshotAttribute") return new(action, "*");
        var request = new AccessRequest(action, Snapshot)
            .With(ContextKeys.SnapshotTime, "2026-05-31T00:00:00.000Z")
            .With(ContextKeys.ResourceTag + OwnTags.DeleteAfter, "2026-06-01");
        if (action == "ec2:DeleteSnapshot") return request;
        var keys = action == "ec2:CreateTags" ? OwnTags.Keys : OwnTags.Keys.Where(key => key != OwnTags.Run);
        return keys.Aggregate(request, (one, key) => one.With(ContextKeys.TagKeys, key));
    }

    private static IEnumerable<(string Action, string Resource)> Assumable(StackTemplate template, string policy) =>
        Granted(IamPolicy.Parse(template.At("Resources", policy, "Properties", "PolicyDocument").ToJsonString()));

    private static IEnumerable<(string Action, string Resource)> Granted(IamPolicy policy) =>
        policy.Statements.SelectMany(statement => statement.Actions, (statement, action) => (action, Assert.Single(statement.Resources)));

    /// <summary>What the store of runs calls, as far as its source is here: Powertools' own is the stand-in's model.</summary>
    private static IEnumerable<string> Remembered() =>
        Directory.EnumerateFiles(Repository.PathOf("eng/fallback-packages"), "DynamoDBPersistenceStore.cs", SearchOption.AllDirectories)
            .SelectMany(file => ItemOperations().Matches(File.ReadAllText(file)))
            .Select(call => call.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);

    /// <summary>What a run calls; an undo has a file and a role of its own.</summary>
    private static IEnumerable<string> CallsOfRuns() =>
        Calls("Ec2*.cs").Except(Calls("Ec2Restoring.cs")).Append("DeleteTags").Order(StringComparer.Ordinal);

    private static string Arn(string resource) => $"arn:aws:test:us-east-1:111122223333:{resource}";

    private static IEnumerable<Statement> Allows(IamPolicy policy) => policy.Statements.Where(statement => !statement.Denies);

    private static IEnumerable<string> Actions(IamPolicy policy, string service) =>
        Allows(policy)
            .SelectMany(statement => statement.Actions)
            .Where(action => action.StartsWith(service, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Calls(string files) =>
        Directory.EnumerateFiles(Repository.PathOf("src/SnapshotLambda/Aws"), files)
            .SelectMany(file => Operations().Matches(File.ReadAllText(file)))
                .Select(call => call.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\bclient\.(\w+)Async\(")]
    private static partial Regex Operations();

    [GeneratedRegex(@"\b(\w+Item)Async\(")]
    private static partial Regex ItemOperations();
}
