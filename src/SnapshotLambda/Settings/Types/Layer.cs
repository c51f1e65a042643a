namespace SnapshotLambda.Settings.Types;

/// <summary>Where a value comes from. Of two layers that name the same setting, the one listed first wins.</summary>
internal enum Layer
{
    /// <summary>The invocation's payload.</summary>
    Payload,

    /// <summary>The function's environment variables.</summary>
    Environment,

    /// <summary>The settings file beside the assembly.</summary>
    File,

    /// <summary>The product itself.</summary>
    Default,
}

/// <summary>Layers as results and logs write them.</summary>
internal static class LayerNames
{
    /// <summary>The layer in one lower-case word.</summary>
    public static string Name(this Layer layer) => layer switch
    {
        Layer.Payload => "payload",
        Layer.Environment => "environment",
        Layer.File => "file",
        Layer.Default => "default",
    };
}
