namespace SnapshotLambda.Settings.Types;

/// <summary>The source of a value. Precedence: payload, environment, file, default.</summary>
internal enum Layer
{
    /// <summary>The invocation's payload.</summary>
    Payload,

    /// <summary>The function's environment variables.</summary>
    Environment,

    /// <summary>The settings file, beside the assembly or in a layer.</summary>
    File,

    /// <summary>The product itself.</summary>
    Default,
}

/// <summary>The names of the layers in results and logs.</summary>
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
