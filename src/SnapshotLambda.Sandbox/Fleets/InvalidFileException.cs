namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>A file that cannot be used, with all its <see cref="Errors"/>.</summary>
internal sealed class InvalidFileException(IReadOnlyList<FileError> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>The errors, in the order of the file.</summary>
    public IReadOnlyList<FileError> Errors { get; } = errors;
}
