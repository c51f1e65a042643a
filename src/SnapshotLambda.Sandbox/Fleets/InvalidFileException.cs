namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>A file cannot be used; <see cref="Errors"/> has everything that is wrong with it.</summary>
internal sealed class InvalidFileException(IReadOnlyList<FileError> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<FileError> Errors { get; } = errors;
}
