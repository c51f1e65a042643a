using System.Collections.Immutable;

namespace SnapshotLambda.Core.Fencing;

/// <summary>Something that a policy protects by tags, and the condition that says so to IAM.</summary>
/// <param name="Names">What it is called where the fence leaves it out: several, where one condition serves several settings.</param>
/// <param name="Condition">The condition.</param>
internal sealed record Protection(ImmutableArray<string> Names, TagCondition Condition)
{
    /// <summary>What the condition is looser in than the settings, where the fence says it; mostly nothing.</summary>
    public ImmutableArray<string> Looser { get; init; } = [];
}
