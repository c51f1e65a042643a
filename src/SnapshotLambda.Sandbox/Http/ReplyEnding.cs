namespace SnapshotLambda.Sandbox.Http;

/// <summary>The part of an answer that arrives.</summary>
internal enum ReplyEnding
{
    /// <summary>The whole answer.</summary>
    Whole,

    /// <summary>The first half; then the connection ends.</summary>
    Halfway,

    /// <summary>Nothing; the connection ends before it.</summary>
    Never,

    /// <summary>Nothing, and the connection stays until the client gives up.</summary>
    Awaited,
}
