using System.Buffers.Binary;
using System.Text;

namespace SnapshotLambda.EndToEnd.Tests.Native;

/// <summary>
/// A 64-bit little-endian ELF file, as far as it says what it needs:
/// https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html
/// </summary>
internal sealed class ElfFile
{
    private const int VersionsNeeded = 0x6ffffffe;

    private readonly byte[] _bytes;

    private ElfFile(byte[] bytes) => _bytes = bytes;

    /// <summary>What processor it is for: 62 for x86_64, 183 for arm64.</summary>
    public int Machine => UInt16(18);

    /// <summary>Reads one.</summary>
    public static ElfFile Read(string path)
    {
        var file = new ElfFile(File.ReadAllBytes(path));
        Assert.True(file._bytes.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8), $"{path} is no 64-bit little-endian ELF file.");
        return file;
    }

    /// <summary>The versions of symbols that it needs of the libraries it loads, as in GLIBC_2.34.</summary>
    public IEnumerable<string> NeededVersions()
    {
        for (var section = 0; section < UInt16(60); section++)
        {
            var header = (int)UInt64(40) + (section * UInt16(58));
            if (UInt32(header + 4) != VersionsNeeded) continue;
            var texts = (int)UInt64((int)UInt64(40) + ((int)UInt32(header + 40) * UInt16(58)) + 24);
            var library = (int)UInt64(header + 24);
            for (var left = UInt32(header + 44); left > 0; left--, library += (int)UInt32(library + 12))
            {
                var version = library + (int)UInt32(library + 8);
                for (var versions = UInt16(library + 2); versions > 0; versions--, version += (int)UInt32(version + 12))
                    yield return Text(texts + (int)UInt32(version + 8));
            }
        }
    }

    private string Text(int at) => Encoding.ASCII.GetString(_bytes.AsSpan(at, _bytes.AsSpan(at).IndexOf((byte)0)));

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at));

    private ulong UInt64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(at));
}
