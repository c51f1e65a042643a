using SnapshotLambda.Restoring;

namespace SnapshotLambda.Tests.Restoring;

/// <summary>docs/undo.md has every field and variable, as the code has them.</summary>
public sealed class UndoPageTests
{
    private static readonly string[] Rows =
        [.. Repository.Read("docs/undo.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    [Fact]
    public void Has_every_field() =>
        Assert.All(RestoreFields.All, field => Assert.Contains($"| `{field.Name}` | {field.Valid} | {field.Meaning} |", Rows));

    [Fact]
    public void Has_every_variable() => Assert.All(
        RestoreVariables.All, variable => Assert.Contains($"| `{variable.Name}` | {variable.Valid} | {variable.Meaning} |", Rows));
}
