namespace SnapshotLambda.Settings.Types;

/// <summary>
/// The errors of one reading, in the order of their finding. It holds the first <see cref="Most"/> and counts the
/// rest: a payload of half a million unknown fields must not cost the function its memory.
/// </summary>
internal sealed class SettingErrors
{
    /// <summary>How many are kept.</summary>
    public const int Most = 100;

    private readonly List<SettingError> _errors = [];
    private int _omitted;

    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>Whether further errors are only counted, so that nobody need word them.</summary>
    public bool IsFull => _errors.Count == Most;

    /// <summary>Takes an error in.</summary>
    public void Add(SettingError error)
    {
        if (IsFull) _omitted++;
        else _errors.Add(error);
    }

    /// <summary>Counts an error that nobody worded because this is full.</summary>
    public void Omit() => _omitted++;

    /// <summary>All of them, and one more that says how many were left out, if any.</summary>
    public IReadOnlyList<SettingError> ToList() =>
        _omitted == 0 ? [.. _errors] : [.. _errors, new("…", "", "", $"and {_omitted} more errors")];
}
