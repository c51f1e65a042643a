using System.Reflection;
using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SnapshotLambda.EndToEnd.Tests.Template;

public sealed class TemplateTests
{
    private static readonly string[] Attributes = ["Arn"];
    private static readonly string[] PseudoParameters = ["AWS::AccountId", "AWS::Partition", "AWS::Region"];
    private static readonly string[] TagKeys = ["Environment", "ManagedBy", "Owner", "Project", "Ticket"];
    private static readonly StackTemplate Deployed = StackTemplate.Deployed;

    [Fact]
    public void Every_reference_resolves() =>
        Assert.All(Deployed.References(), reference => Assert.True(
            reference.Split('.') is [var resource, var attribute]
                ? Deployed.Resources.Contains(resource) && Attributes.Contains(attribute)
                : Deployed.Parameters.Contains(reference) || Deployed.Resources.Contains(reference) || PseudoParameters.Contains(reference),
            $"{reference} resolves to nothing."));

    [Fact]
    public void Every_parameter_is_used_described_and_shown_in_a_group()
    {
        var shown = Deployed.At("Metadata", "AWS::CloudFormation::Interface", "ParameterGroups").AsArray()
            .SelectMany(group => group!["Parameters"]!.AsArray()).Select(name => name!.GetValue<string>());

        Assert.Empty(Deployed.Parameters.Except(Deployed.References()));
        Assert.Equal(Deployed.Parameters.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
        Assert.All(Deployed.Parameters, name => Assert.EndsWith(".", Deployed.TextAt("Parameters", name, "Description"), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_default_is_among_the_allowed_values() =>
        Assert.All(Deployed.Parameters, name =>
        {
            var parameter = Deployed.At("Parameters", name).AsObject();
            if (parameter["AllowedValues"] is JsonArray allowed)
                Assert.Contains(Text(parameter, "Default"), allowed.Select(value => value!.GetValue<string>()));
            if (parameter.ContainsKey("MinValue"))
                Assert.InRange(Number(parameter, "Default"), Number(parameter, "MinValue"), Number(parameter, "MaxValue"));
        });

    [Fact]
    public void Handler_runtime_and_architecture_are_the_project_s()
    {
        var assembly = typeof(SnapshotCleanUp).Assembly;
        var framework = new FrameworkName(assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
        var function = Deployed.At("Resources", "CleanUp", "Properties");
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
    public void Every_resource_that_takes_tags_is_tagged() =>
        Assert.All(Deployed.Resources.Where(name => Deployed.TextAt("Resources", name, "Type") != "AWS::IAM::RolePolicy"), name =>
        {
            var tags = Deployed.At("Resources", name, "Properties", "Tags");
            var keys = tags is JsonArray list ? list.Select(tag => Text(tag!, "Key")) : tags.AsObject().Select(tag => tag.Key);
            Assert.Equal(TagKeys, keys.Order(StringComparer.Ordinal));
        });

    [Fact]
    public void Failures_without_effect_are_retried_and_then_kept()
    {
        var function = Deployed.At("Resources", "CleanUp", "Properties");
        var schedule = function["Events"]!["Nightly"]!["Properties"]!;

        Assert.Equal("2", Text(function["EventInvokeConfig"]!, "MaximumRetryAttempts"));
        Assert.EndsWith(":FailedRuns", Text(function["EventInvokeConfig"]!["DestinationConfig"]!["OnFailure"]!, "Destination"), StringComparison.Ordinal);
        Assert.EndsWith(":FailedRuns", Text(schedule["DeadLetterConfig"]!, "Arn"), StringComparison.Ordinal);
        Assert.Equal("true", Text(schedule, "OmitName"));
        Assert.NotNull(schedule["RetryPolicy"]);
    }

    [Fact]
    public void The_table_has_the_key_and_the_expiry_that_the_store_writes()
    {
        var table = Deployed.At("Resources", "Runs", "Properties");

        Assert.Equal("id", Text(Assert.Single(table["KeySchema"]!.AsArray())!, "AttributeName"));
        Assert.Equal(("expiration", "true"), (Text(table["TimeToLiveSpecification"]!, "AttributeName"), Text(table["TimeToLiveSpecification"]!, "Enabled")));
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static decimal Number(JsonNode node, string name) => decimal.Parse(Text(node, name), System.Globalization.CultureInfo.InvariantCulture);
}
