namespace SnapshotLambda.Core.Snapshots;

/// <summary>A snapshot's state. Only <see cref="Completed"/> ones are ever deleted.</summary>
internal enum SnapshotState
{
    /// <summary>A state that this version does not know.</summary>
    Unknown,

    /// <summary>Being taken.</summary>
    Pending,

    /// <summary>Complete.</summary>
    Completed,

    /// <summary>Its creation failed.</summary>
    Error,

    /// <summary>In the Recycle Bin.</summary>
    Recoverable,

    /// <summary>On its way back from the Recycle Bin.</summary>
    Recovering,
}
