namespace SnapshotLambda.Core.Rules;

/// <summary>The treatment of snapshots that deregistered AMIs left behind.</summary>
internal enum DeregisteredImages
{
    /// <summary>They are treated like any other snapshot.</summary>
    Keep,

    /// <summary>Floors, periods and the treatment of copies do not hold them.</summary>
    AgeOnly,
}
