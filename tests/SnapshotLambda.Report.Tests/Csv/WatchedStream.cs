namespace SnapshotLambda.Report.Tests.Csv;

/// <summary>A file that remembers how much of another was read when it was first written to.</summary>
internal sealed class WatchedStream(Func<long> read) : MemoryStream
{
    public long? ReadAtFirstWrite { get; private set; }

    // The other ways to write lead here.
    public override void Write(byte[] buffer, int offset, int count)
    {
        ReadAtFirstWrite ??= read();
        base.Write(buffer, offset, count);
    }
}
