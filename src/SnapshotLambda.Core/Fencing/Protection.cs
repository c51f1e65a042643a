using System.Collections.Immutable;

namespace SnapshotLambda.Core.Fencing;

/// <summary>A protection by tags that the settings ask for, and its IAM condition.</summary>
/// <param name="Names">Its names in the list of omissions: several where one condition serves several settings.</param>
internal sealed record Protection(ImmutableArray<string> Names, TagCondition Condition)
{
    /// <summary>The names of what the condition protects less strictly than the settings do; mostly none.</summary>
    public ImmutableArray<string> Looser { get; init; } = [];
}
