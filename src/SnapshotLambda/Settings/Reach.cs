namespace SnapshotLambda.Settings;

/// <summary>The limit on a payload's values for a setting while the function is locked.</summary>
/// <typeparam name="T">The setting's type in code.</typeparam>
/// <param name="words">The values that a payload may name, after "a payload may say".</param>
/// <param name="allows">True if a payload may name the first value where the second is deployed.</param>
internal sealed class Reach<T>(string words, Func<T, T?, bool> allows)
{
    /// <summary>The values that a payload may name, after "a payload may say".</summary>
    public string Words { get; } = words;

    /// <summary>True if a payload may name a value where the other is deployed, by the environment, the file or the default.</summary>
    public bool Allows(T named, T? deployed) => allows(named, deployed);
}
