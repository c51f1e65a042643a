namespace SnapshotLambda.Core;

/// <summary>
/// A protection by something outside the snapshot itself, which a payload can leave out by name (<c>skipGuards</c>). One
/// that AWS has to be asked for refuses its region if it cannot be read completely.
/// </summary>
/// <param name="Name">Its name in <c>skipGuards</c>.</param>
/// <param name="Reason">Why what it names is kept.</param>
internal sealed partial record Guard(string Name, Reason Reason)
{
    /// <summary>The IAM actions that reading it takes; none where the snapshot's own tags say it all.</summary>
    public IReadOnlyList<string> Permissions { get; private init; } = [];

    /// <summary>
    /// The tag keys that show whose a snapshot is; empty for a guard that reads. These are the protected keys of the whole
    /// project: the planner, the session policy and the sandbox take them from here.
    /// </summary>
    public IReadOnlyList<ProtectedKey> TagKeys { get; private init; } = [];

    /// <summary>All guards, in the order in which they are asked.</summary>
    public static IReadOnlyList<Guard> All =>
        [Backup, LifecycleManager, Kubernetes, Recovery, AwsTags, Images, BinnedImages, LaunchTemplates, Locks, FastRestore, Tiering, Archive, Sharing];

    /// <summary>Whether this is one of its tag keys.</summary>
    public bool Knows(string tagKey)
    {
        for (var i = 0; i < TagKeys.Count; i++)
            if (TagKeys[i].Matches(tagKey))
                return true;
        return false;
    }

    private static Guard Reading(string name, Reason reason, params string[] permissions) => new(name, reason) { Permissions = permissions };

    internal static Guard OfTags(string name, Reason reason, params string[] keys) =>
        new(name, reason) { TagKeys = [.. keys.Select(key => new ProtectedKey(key))] };
}
