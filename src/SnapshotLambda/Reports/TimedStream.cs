using SnapshotLambda.Pacing;

namespace SnapshotLambda.Reports;

/// <summary>A file that is read or written only until a deadline: then each call throws <see cref="DeadlineException"/>.</summary>
internal sealed class TimedStream(string path, FileMode mode, Deadline deadline) : Stream
{
    private readonly FileStream _file = new(path, mode);

    /// <inheritdoc/>
    public override bool CanRead => _file.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => _file.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => _file.CanWrite;

    /// <inheritdoc/>
    public override long Length => _file.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => InTime().Read(buffer);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => InTime().Write(buffer);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value) => _file.SetLength(value);

    /// <inheritdoc/>
    public override void Flush() => _file.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }

    private FileStream InTime() => deadline.IsReached ? throw new DeadlineException() : _file;
}
