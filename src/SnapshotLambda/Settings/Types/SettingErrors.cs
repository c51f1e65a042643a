namespace SnapshotLambda.Settings.Types;

/// <summary>
/// The errors of one reading, in the order found. The first <see cref="Most"/> are kept and the rest counted: half a million unknown fields
/// must not cost the function its memory.
/// </summary>
internal sealed class SettingErrors
{
    /// <summary>The maximum number of errors kept.</summary>
    public const int Most = 100;

    private readonly List<SettingError> _errors = [];
    private int _omitted;

    /// <summary>True if there are no errors.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>True if further errors are only counted, so that they need no message.</summary>
    public bool IsFull => _errors.Count == Most;

    /// <summary>Adds an error.</summary>
    public void Add(SettingError error)
    {
        if (IsFull) _omitted++;
        else _errors.Add(error);
    }

    /// <summary>Counts an error without a message, because the list is full.</summary>
    public void Omit() => _omitted++;

    /// <summary>All errors kept, and one more with the number of the others, if any.</summary>
    public IReadOnlyList<SettingError> ToList() =>
        _omitted == 0 ? [.. _errors] : [.. _errors, new("…", "", "", $"and {_omitted} more errors")];
}
