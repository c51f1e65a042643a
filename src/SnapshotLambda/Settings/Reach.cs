namespace SnapshotLambda.Settings;

/// <summary>How far from the deployed value a payload may take a setting while the function is locked.</summary>
/// <typeparam name="T">What the setting is in code.</typeparam>
/// <param name="words">What a payload may do, after "a payload may say".</param>
/// <param name="allows">Whether a payload may say the first where the second is deployed.</param>
internal sealed class Reach<T>(string words, Func<T, T?, bool> allows)
{
    /// <summary>What a payload may do, after "a payload may say".</summary>
    public string Words { get; } = words;

    /// <summary>Whether a payload may say the one where the other is deployed, by the environment, the file or the default.</summary>
    public bool Allows(T named, T? deployed) => allows(named, deployed);
}
