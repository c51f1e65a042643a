using System.IO.Compression;

namespace SnapshotLambda.Tests.Approving;

/// <summary>Plan files as text.</summary>
internal static class Plans
{
    public static string Unzipped(byte[] plan)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(plan), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
