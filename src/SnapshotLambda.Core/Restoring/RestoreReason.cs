namespace SnapshotLambda.Core.Restoring;

/// <summary>
/// The reasons of this project's own for a restore that did not simply succeed, besides those of <see cref="Outcomes.StopReason"/>. Others
/// are an error code of AWS, or the type of an unexpected exception.
/// </summary>
internal static class RestoreReason
{
    /// <summary>The bucket has nothing of such a run.</summary>
    public const string NoSuchRun = nameof(NoSuchRun);

    /// <summary>The place of the run's files could not be listed.</summary>
    public const string ListsUnreadable = nameof(ListsUnreadable);

    /// <summary>A list of deletions could not be read, or is cut.</summary>
    public const string ListUnreadable = nameof(ListUnreadable);

    /// <summary>A list of deletions is not there, though a later one is.</summary>
    public const string ListMissing = nameof(ListMissing);

    /// <summary>Single snapshots could not be restored.</summary>
    public const string RestoresFailed = nameof(RestoresFailed);

    /// <summary>Snapshots that are back still have the tags of their deletion.</summary>
    public const string TagsLeft = nameof(TagsLeft);

    /// <summary>No role is named for an account that is not the function's own.</summary>
    public const string NoRole = nameof(NoRole);
}
