namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>Whether an AMI can be used.</summary>
internal enum ImageState
{
    /// <summary>It can.</summary>
    Available,

    /// <summary>It cannot, is listed on request only, and still keeps its snapshots.</summary>
    Disabled,

    /// <summary>It is in the Recycle Bin, and keeps no snapshot from being deleted.</summary>
    Binned,
}
