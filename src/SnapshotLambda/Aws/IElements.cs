namespace SnapshotLambda.Aws;

/// <summary>A document, read forwards element by element. It stands on an element, at first on its root.</summary>
internal interface IElements
{
    /// <summary>The element's name, without its prefix.</summary>
    ReadOnlySpan<char> Name { get; }

    /// <summary>From an element to the first in it. False, and behind it, where there is none.</summary>
    bool Enter();

    /// <summary>From behind an element to the next in the same. False, and behind that, where there is none.</summary>
    bool Next();

    /// <summary>An element's text, until the next is read; the reader is behind it then.</summary>
    ReadOnlySpan<char> Text();

    /// <summary>Behind an element, whatever is in it.</summary>
    void Skip();
}
