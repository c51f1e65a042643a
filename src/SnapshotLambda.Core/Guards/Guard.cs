namespace SnapshotLambda.Core;

/// <summary>
/// A protection by something outside the snapshot itself, which a payload can leave out by name (<c>skipGuards</c>). A
/// guard that cannot be read completely refuses its region.
/// </summary>
/// <param name="Name">Its name in <c>skipGuards</c>.</param>
/// <param name="Permission">The IAM action that reading it takes.</param>
/// <param name="Reason">Why what it names is kept.</param>
internal sealed partial record Guard(string Name, string Permission, Reason Reason)
{
    /// <summary>All guards, in the order in which they are asked.</summary>
    public static IReadOnlyList<Guard> All => [Images];
}
