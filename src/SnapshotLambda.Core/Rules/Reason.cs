namespace SnapshotLambda.Core;

/// <summary>
/// Why a snapshot is kept. Each reason stands in the file of the rule or guard that gives it; there are no others.
/// </summary>
/// <param name="Name">The key under <c>kept</c> in the result.</param>
/// <param name="Explanation">The same for a person, in one clause.</param>
internal sealed partial record Reason(string Name, string Explanation)
{
    /// <summary>Every reason there is, by name.</summary>
    public static IReadOnlyList<Reason> All =>
        [.. typeof(Reason).GetProperties()
            .Where(property => property.PropertyType == typeof(Reason))
            .Select(property => (Reason)property.GetValue(null)!)
            .OrderBy(reason => reason.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
