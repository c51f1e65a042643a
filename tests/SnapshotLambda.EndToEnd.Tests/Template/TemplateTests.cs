using System.Reflection;
using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.Json.Nodes;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.EndToEnd.Tests.Template;

public sealed class TemplateTests
{
    private static readonly StackTemplate Deployed = StackTemplate.Deployed;

    [Fact]
    public void Handler_runtime_and_architecture_are_the_project_s()
    {
        var assembly = typeof(SnapshotCleanUp).Assembly;
        var framework = new FrameworkName(assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
        var function = Function(Deployed);
        using var tools = JsonDocument.Parse(Repository.Read("src/SnapshotLambda/aws-lambda-tools-defaults.json"));

        Assert.Equal(assembly.GetName().Name, Text(function, "Handler"));
        Assert.NotNull(assembly.EntryPoint);
        Assert.Equal(nameof(SnapshotCleanUp.CleanUpAsync), Text(function["Environment"]!["Variables"]!, "ANNOTATIONS_HANDLER"));
        Assert.Equal($"dotnet{framework.Version.Major}", Text(function, "Runtime"));
        Assert.Equal($"net{framework.Version}", tools.RootElement.GetProperty("framework").GetString());
        Assert.Equal("""["arm64"]""", function["Architectures"]!.ToJsonString());
        Assert.True(File.Exists(Repository.PathOf($"{Text(function, "CodeUri")}/{assembly.GetName().Name}.csproj")));
    }

    [Fact]
    public void Failures_without_effect_are_retried_and_then_kept()
    {
        var schedule = Function(Deployed)["Events"]!["Nightly"]!["Properties"]!;

        var invocations = Deployed.At("Resources", "CleanUpEventInvokeConfig", "Properties");
        Assert.Equal(("CleanUp", "$LATEST"), (Text(invocations, "FunctionName"), Text(invocations, "Qualifier")));
        Assert.Equal("2", Text(invocations, "MaximumRetryAttempts"));
        Assert.EndsWith(
            ":FailedRuns", Text(invocations["DestinationConfig"]!["OnFailure"]!, "Destination"), StringComparison.Ordinal);
        Assert.EndsWith(":FailedRuns", Text(schedule["DeadLetterConfig"]!, "Arn"), StringComparison.Ordinal);
        Assert.Equal("true", Text(schedule, "OmitName"));
        Assert.NotNull(schedule["RetryPolicy"]);
    }

    [Fact]
    public void The_table_has_the_key_and_the_expiry_that_the_store_writes()
    {
        var table = Deployed.At("Resources", "Runs", "Properties");

        Assert.Equal("id", Text(Assert.Single(table["KeySchema"]!.AsArray())!, "AttributeName"));
        Assert.Equal(
            ("expiration", "true"),
            (Text(table["TimeToLiveSpecification"]!, "AttributeName"), Text(table["TimeToLiveSpecification"]!, "Enabled")));
        Assert.Equal("false", Text(table["PointInTimeRecoverySpecification"]!, "PointInTimeRecoveryEnabled"));
    }

    [Fact]
    public void A_key_encrypts_whatever_keeps_something()
    {
        const string Key = "arn:aws:kms:us-east-1:111122223333:key/0d2c4e1a";
        var made = Deployed.With("KmsKeyArn", Key).Made();

        Assert.Equal(Key, Text(made["CleanUpLog"]["Properties"]!, "KmsKeyId"));
        Assert.Equal(Key, Text(made["Alarms"]["Properties"]!, "KmsMasterKeyId"));
        Assert.Equal(Key, Text(made["FailedRuns"]["Properties"]!, "KmsMasterKeyId"));
        Assert.Null(made["FailedRuns"]["Properties"]!["SqsManagedSseEnabled"]);
        Assert.Equal(
            $$"""{"SSEEnabled":"true","SSEType":"KMS","KMSMasterKeyId":"{{Key}}"}""",
            made["Runs"]["Properties"]!["SSESpecification"]!.ToJsonString());
        Assert.DoesNotContain(
            "KMS", string.Concat(Deployed.Made().Values.Select(one => one.ToJsonString())), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("true", Text(Deployed.Made("AWS::SQS::Queue")["FailedRuns"], "SqsManagedSseEnabled"));
    }

    [Fact]
    public void Every_role_has_the_boundary_that_is_asked_for()
    {
        const string Boundary = "arn:aws:iam::111122223333:policy/boundary";
        StackTemplate[] templates = [Deployed, StackTemplate.MemberRole];

        Assert.All(templates, template => Assert.All(
            template.With("PermissionsBoundary", Boundary).Made("AWS::IAM::Role").Values,
            role => Assert.Equal(Boundary, Text(role, "PermissionsBoundary"))));
        Assert.All(
            templates, template => Assert.All(template.Made("AWS::IAM::Role").Values, role => Assert.Null(role["PermissionsBoundary"])));
    }

    [Fact]
    public void Processor_and_memory_are_as_asked_for()
    {
        var function = Function(Deployed.With("Architecture", "x86_64").With("MemorySize", "1024"));
        Assert.Equal(("""["x86_64"]""", "1024"), (function["Architectures"]!.ToJsonString(), Text(function, "MemorySize")));
    }

    [Fact]
    public void The_settings_file_s_layer_is_added_if_it_is_named()
    {
        const string Layer = "arn:aws:lambda:us-east-1:111122223333:layer:snapshot-lambda-settings:3";
        Assert.Equal($"""["{Layer}"]""", Function(Deployed.With("SettingsLayerArn", Layer))["Layers"]!.ToJsonString());
        Assert.Null(Function(Deployed)["Layers"]);
        // Without a version it is no layer that a function can have.
        Assert.True(Deployed.Takes("SettingsLayerArn", Layer));
        Assert.False(Deployed.Takes("SettingsLayerArn", Layer[..^2]));
        Assert.False(Deployed.Takes("SettingsLayerArn", $"{Layer},{Layer}"));
    }

    // A stack that never came to be leaves none; one that is deleted leaves the record of what it deleted.
    [Fact]
    public void The_log_outlives_the_stack() =>
        Assert.All(Deployed.Made().Values.Where(one => Text(one, "Type") == "AWS::Logs::LogGroup"), log =>
            Assert.Equal(("RetainExceptOnCreate", "Retain"), (Text(log, "DeletionPolicy"), Text(log, "UpdateReplacePolicy"))));

    [Fact]
    public void Concurrency_is_set_aside_only_if_asked_for()
    {
        Assert.Null(Function(Deployed)["ReservedConcurrentExecutions"]);
        Assert.Equal("1", Text(Function(Deployed.With("ReservedConcurrency", "1")), "ReservedConcurrentExecutions"));
    }

    [Fact]
    public void The_recycle_bin_s_rule_is_for_the_tag_that_the_function_sets_and_the_function_then_insists_on_it()
    {
        var template = Deployed.With("RecycleBin", "rule").With("RecycleBinDays", "30");
        var rule = template.Made("AWS::Rbin::Rule")["RetiredSnapshots"];

        Assert.Equal(
            $$"""[{"ResourceTagKey":"{{OwnTags.Retired}}","ResourceTagValue":"{{OwnTags.RetiredValue}}"}]""",
            rule["ResourceTags"]!.ToJsonString());
        Assert.Equal("""{"RetentionPeriodUnit":"DAYS","RetentionPeriodValue":"30"}""", rule["RetentionPeriod"]!.ToJsonString());
        Assert.Equal("EBS_SNAPSHOT", Text(rule, "ResourceType"));
        Assert.Equal("require", Text(Function(template)["Environment"]!["Variables"]!, "SNAPSHOT_LAMBDA_RECYCLE_BIN"));
    }

    [Theory]
    [InlineData("off")]
    [InlineData("use")]
    [InlineData("require")]
    public void There_is_no_such_rule_unless_it_is_asked_for(string recycleBin)
    {
        var template = Deployed.With("RecycleBin", recycleBin);

        Assert.Empty(template.Made("AWS::Rbin::Rule"));
        Assert.Equal(recycleBin, Text(Function(template)["Environment"]!["Variables"]!, "SNAPSHOT_LAMBDA_RECYCLE_BIN"));
    }

    [Theory]
    [InlineData("RecycleBin=rule", "Regions=all", "set RecycleBin to require")]
    [InlineData("RecycleBin=rule", "Accounts=222233334444", "set RecycleBin to require")]
    [InlineData("Regions=us-east-1", "Accounts=222233334444", "MemberRoleName")]
    [InlineData("AlarmTopicArn=arn:aws:sns:us-east-1:111122223333:ops", "AlarmEmail=ops@example.com", "leave one of them empty")]
    [InlineData("Reports=off", "Approvers=arn:aws:iam::111122223333:role/ops", "Set Reports to on")]
    public void Parameters_that_contradict_each_other_are_refused(string one, string other, string why) =>
        Assert.Contains(With(one, other).Refusals(), refusal => refusal.Contains(why, StringComparison.Ordinal));

    [Theory]
    [InlineData]
    [InlineData("RecycleBin=rule")]
    [InlineData("RecycleBin=require", "Regions=all")]
    [InlineData("Accounts=222233334444", "MemberRoleName=ops")]
    [InlineData("AlarmEmail=ops@example.com")]
    [InlineData("AlarmTopicArn=arn:aws:sns:us-east-1:111122223333:ops")]
    [InlineData("DryRun=false", "ForceDryRun=true")]
    public void Others_are_not(params string[] parameters) => Assert.Empty(With(parameters).Refusals());

    private static StackTemplate With(params string[] parameters) =>
        parameters.Select(parameter => parameter.Split('=')).Aggregate(Deployed, (template, one) => template.With(one[0], one[1]));

    private static JsonNode Function(StackTemplate template) => template.Made("AWS::Serverless::Function")["CleanUp"];

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
