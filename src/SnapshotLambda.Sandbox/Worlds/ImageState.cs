namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>The state of an AMI.</summary>
internal enum ImageState
{
    /// <summary>The AMI can be used.</summary>
    Available,

    /// <summary>The AMI cannot be used and is listed on request only, but still keeps its snapshots.</summary>
    Disabled,

    /// <summary>The AMI is in the Recycle Bin, and keeps no snapshot.</summary>
    Binned,
}
