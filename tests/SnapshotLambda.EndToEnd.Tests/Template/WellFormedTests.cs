using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>What CloudFormation would find wrong with a template, as far as it can be seen from here.</summary>
public sealed class WellFormedTests
{
    private static readonly string[] TagKeys = ["Environment", "ManagedBy", "Owner", "Project", "Ticket"];

    /// <summary>Types whose resources have no tags; a dashboard's are not known to CloudFormation in every partition.</summary>
    private static readonly string[] Untagged =
    [
        "AWS::CloudWatch::Dashboard",
        "AWS::IAM::RolePolicy",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Logs::MetricFilter",
        "AWS::S3::BucketPolicy",
        "AWS::SNS::Subscription",
        "AWS::SNS::TopicPolicy",
    ];

    private static readonly Dictionary<string, StackTemplate> Templates = new(StringComparer.Ordinal)
    {
        ["template.yaml"] = StackTemplate.Deployed,
        ["member-role.yaml"] = StackTemplate.MemberRole,
    };

    public static TheoryData<string> Files => [.. Templates.Keys];

    /// <summary>Parameters that switch something on or off, and to what.</summary>
    public static TheoryData<string, string> Switches => new()
    {
        { "MemberRoleName", "ops/clean-up" },
        { "MemberRestoreRoleName", "ops/undo" },
        { "RecycleBin", "rule" },
        { "ReservedConcurrency", "1" },
        { "AlarmEmail", "ops@example.com" },
        { "PermissionsBoundary", "arn:aws:iam::111122223333:policy/boundary" },
        { "KmsKeyArn", "arn:aws:kms:us-east-1:111122223333:key/0d2c4e1a" },
        { "SettingsLayerArn", "arn:aws:lambda:us-east-1:111122223333:layer:settings:1" },
        { "AlarmTopicArn", "arn:aws:sns:us-east-1:111122223333:ops" },
        { "ExpectedRunHours", "0" },
        { "ScheduleState", "DISABLED" },
        { "Reports", "off" },
        { "Approvers", "arn:aws:iam::111122223333:role/ops" },
        { "DigestEmail", "ops@example.com" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_reference_resolves(string file) =>
        Assert.All(
            Templates[file].References(),
            reference => Assert.True(Templates[file].Resolves(reference), $"{reference} resolves to nothing."));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_parameter_is_used_described_and_shown_in_a_group(string file)
    {
        var template = Templates[file];
        var shown = template.At("Metadata", "AWS::CloudFormation::Interface", "ParameterGroups").AsArray()
            .SelectMany(group => group!["Parameters"]!.AsArray()).Select(name => name!.GetValue<string>());

        Assert.Empty(template.Parameters.Except(template.References()));
        Assert.Equal(template.Parameters.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
        Assert.All(
            template.Parameters,
            name => Assert.EndsWith(".", template.TextAt("Parameters", name, "Description"), StringComparison.Ordinal));
    }

    // A comma in a plain text of braces ends the text, and begins a key of nothing.
    [Theory]
    [MemberData(nameof(Files))]
    public void There_is_nothing_in_it_that_says_nothing(string file) => Assert.Empty(Templates[file].Nothings());

    [Theory]
    [InlineData("a: { b: When it runs, and what it does }")]
    [InlineData("a:")]
    [InlineData("a: [b, ~]")]
    [InlineData("a: null")]
    public void A_key_or_a_value_of_nothing_is_seen(string text) => Assert.NotEmpty(StackTemplate.Parse(text).Nothings());

    [Theory]
    [InlineData("""a: { b: "When it runs, and what it does" }""")]
    [InlineData("""a: "" """)]
    [InlineData("a: 'null'")]
    [InlineData("a: !Ref null")]
    public void Others_are_none(string text) => Assert.Empty(StackTemplate.Parse(text).Nothings());

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_condition_is_used(string file) => Assert.Empty(Templates[file].Conditions.Except(Templates[file].References()));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_default_is_allowed(string file) =>
        Assert.All(Templates[file].Parameters, name =>
        {
            var parameter = Templates[file].At("Parameters", name).AsObject();
            if (!parameter.ContainsKey("Default")) return;
            Assert.True(Templates[file].Takes(name, Text(parameter, "Default")), $"{name} does not take its own default.");
        });

    // A reference to what is not made throws.
    [Theory]
    [MemberData(nameof(Switches))]
    public void With_a_switch_the_other_way_nothing_refers_to_what_is_not_made(string parameter, string value)
    {
        var template = StackTemplate.Deployed.With(parameter, value);

        Assert.NotEmpty(template.Made());
        Assert.NotNull(template.At("Outputs"));
        Assert.NotEqual(
            StackTemplate.Deployed.Made().Values.Select(one => one.ToJsonString()),
            template.Made().Values.Select(one => one.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_resource_needs_itself(string file)
    {
        var needs = Templates[file].Resources
            .SelectMany(name => Needs(Templates[file], name))
            .ToLookup(one => one.Resource, one => one.Needed, StringComparer.Ordinal);
        Assert.All(needs, resource => AssertNoCircle(resource.Key, needs, []));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_resource_that_takes_tags_is_tagged(string file) =>
        Assert.All(Templates[file].Made().Where(one => !Untagged.Contains(Text(one.Value, "Type"))), resource =>
        {
            var tags = resource.Value["Properties"]!["Tags"];
            var keys = tags is JsonArray list ? list.Select(tag => Text(tag!, "Key")) : tags!.AsObject().Select(tag => tag.Key);
            Assert.Equal(TagKeys, keys.Order(StringComparer.Ordinal));
        });

    // Descriptions take no other characters, and a CLI may read the file in its system's own encoding.
    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_plain_text(string file) => Assert.All(Repository.Read(file), c => Assert.InRange(c, '\n', '~'));

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_within_cloudformation_s_limits(string file)
    {
        var template = Templates[file];

        Assert.InRange(Repository.Read(file).Length, 1, 1_000_000);
        Assert.InRange(template.TextAt("Description").Length, 1, 1024);
        Assert.InRange(template.Parameters.Count(), 1, 200);
        Assert.InRange(template.Resources.Count(), 1, 500);
        Assert.InRange(template.At("Outputs").AsObject().Count, 1, 200);
        Assert.All(template.Parameters, name => Assert.InRange(template.TextAt("Parameters", name, "Description").Length, 1, 4000));
        Assert.All(template.At("Outputs").AsObject(), output => Assert.InRange(Text(output.Value!, "Description").Length, 1, 1024));
        Assert.All(
            template.Parameters.Concat(template.Resources).Concat(template.At("Outputs").AsObject().Select(output => output.Key)),
            name => Assert.Matches("^[A-Za-z0-9]{1,255}$", name));
    }

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    [Theory]
    [MemberData(nameof(Files))]
    public void Its_roles_are_within_iam_s_limits(string file) =>
        Assert.All(Templates[file].Made("AWS::IAM::Role").Values, role =>
        {
            Assert.InRange(Text(role, "Description").Length, 1, 1000);
            Assert.InRange(role["AssumeRolePolicyDocument"]!.ToJsonString().Length, 1, 2048);
            Assert.InRange(role["Policies"]!.ToJsonString().Length, 1, 10_240);
        });

    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html. Half of it is left to whoever fills the parameters in.
    [Fact]
    public void The_environment_leaves_room_for_lists_and_tags() =>
        Assert.InRange(
            StackTemplate.Deployed.At("Resources", "CleanUp", "Properties", "Environment", "Variables")
                .AsObject()
                .Sum(one => one.Key.Length + one.Value!.GetValue<string>().Length),
            1, 2048);

    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html and API_MetricTransformation.html
    [Fact]
    public void Metric_filters_are_within_their_limits()
    {
        Assert.InRange(MetricFilter.All.Count, 1, 100);
        Assert.All(MetricFilter.All, filter =>
        {
            Assert.InRange(filter.Pattern.Length, 1, 1024);
            Assert.Matches(new Regex("^[^:*$]{1,255}$"), filter.Name);
            Assert.Matches(new Regex("^[^:*$]{1,255}$"), filter.Namespace);
            Assert.InRange(filter.Transformation["MetricValue"]!.GetValue<string>().Length, 1, 100);
        });
        Assert.Equal(MetricFilter.All.Count, MetricFilter.All.Select(filter => filter.Name).Distinct().Count());
    }

    /// <summary>
    /// What a resource needs before it can be made. SAM makes resources of their own of a function's events.
    /// </summary>
    private static IEnumerable<(string Resource, string Needed)> Needs(StackTemplate template, string name)
    {
        if (template.TextAt("Resources", name, "Type") != "AWS::Serverless::Function") return Needed(template, name, "Resources", name);
        var parts = template.At("Resources", name, "Properties").AsObject().Select(property => property.Key);
        return parts.SelectMany(part => Needed(
            template, part is "Events" ? $"{name}.{part}" : name, "Resources", name, "Properties", part));
    }

    private static IEnumerable<(string Resource, string Needed)> Needed(StackTemplate template, string resource, params string[] path) =>
        template.ReferencesAt(path)
            .Select(reference => reference.Split('.')[0])
            .Where(template.Resources.Contains)
            .Select(needed => (resource, needed));

    private static void AssertNoCircle(string resource, ILookup<string, string> needs, string[] above)
    {
        Assert.False(above.Contains(resource, StringComparer.Ordinal), $"{string.Join(" needs ", above)} needs {resource}.");
        foreach (var needed in needs[resource]) AssertNoCircle(needed, needs, [.. above, resource]);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
