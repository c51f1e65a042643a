using System.Text.Json;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tests.Fencing;

/// <summary>Fences of tests, and what they say.</summary>
internal static class Fences
{
    public static readonly string[] AlwaysOmitted =
    [
        "lifecycleManager: aws:dlm:*", "kubernetes: kubernetes.io/cluster/*", "kubernetes: velero.io/*", "awsTags: aws:*",
        "backupProducts: ark.heptio.com/*",
    ];

    public static PlanInputs NoTags => Inputs.Default.Retaining(retention => retention with { ExcludeTags = TagFilter.Empty });

    public static FenceInputs Terms(PlanInputs inputs) => new(inputs, FenceMode.On, "aws", "us-east-1");

    public static Fence Of(PlanInputs inputs, IReadOnlyList<Guard> guards, FenceMode mode = FenceMode.On) =>
        Fence.Of(Terms(inputs) with { Guards = guards, Mode = mode });

    public static Guard Keys(params string[] keys) => Guard.OfTags("test", Reason.ManagedByAws, keys);

    public static TagFilter Filter(params (string Key, string[] Values)[] rules) =>
        new(rules.Select(rule => new TagRule(rule.Key, [.. rule.Values.Select(value => new WildcardPattern(value))])));

    /// <summary>What a fence omits but for the dates in tags, which none has.</summary>
    public static IReadOnlyList<string> Omits(Fence fence)
    {
        Assert.Single(fence.Omits, name => name == "keepUntilTags: dates in tags");
        return [.. fence.Omits.Where(name => name != "keepUntilTags: dates in tags")];
    }

    public static string Conditions(string policy)
    {
        using var json = JsonDocument.Parse(policy);
        return json.RootElement.GetProperty("Statement")
            .EnumerateArray()
            .Single(statement => statement.GetProperty("Action").ToString() == "ec2:DeleteSnapshot")
            .GetProperty("Condition")
            .GetRawText();
    }

    public static bool IsOfLaterGuard(string name) =>
        name.StartsWith("awsServices: ", StringComparison.Ordinal) || name.StartsWith("backupProducts: ", StringComparison.Ordinal);
}
