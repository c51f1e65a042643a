namespace SnapshotLambda.Sandbox.Http;

/// <summary>How far an answer gets.</summary>
internal enum ReplyEnding
{
    /// <summary>It arrives.</summary>
    Whole,

    /// <summary>The connection ends in its middle.</summary>
    Halfway,

    /// <summary>The connection ends before it begins.</summary>
    Never,
}
