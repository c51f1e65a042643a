using System.Numerics;

namespace SnapshotLambda.Core.Planning;

/// <summary>A set of seconds in a few bits each. It contains every second that was added, and may contain a few others.</summary>
internal sealed class SecondFilter
{
    private const int BitsForEach = 16;
    private const int LeastBits = 1024;
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    private readonly ulong[] _bits;
    private readonly int _shift;

    /// <summary>An empty filter.</summary>
    /// <param name="expected">The number of seconds to be added, about.</param>
    public SecondFilter(int expected)
    {
        var bits = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(LeastBits, (long)expected * BitsForEach));
        (_bits, _shift) = (new ulong[bits / 64], 64 - BitOperations.TrailingZeroCount(bits));
    }

    /// <summary>An empty filter of the same size.</summary>
    public SecondFilter(SecondFilter other) => (_bits, _shift) = (new ulong[other._bits.Length], other._shift);

    /// <summary>Adds a second. Returns false if the filter contained it already.</summary>
    public bool Add(long second)
    {
        var (index, bit) = PlaceOf(second);
        var isNew = (_bits[index] & bit) == 0;
        _bits[index] |= bit;
        return isNew;
    }

    /// <summary>True if the second was added, and of a few others.</summary>
    public bool Contains(long second)
    {
        var (index, bit) = PlaceOf(second);
        return (_bits[index] & bit) != 0;
    }

    private (int Index, ulong Bit) PlaceOf(long second)
    {
        var hash = unchecked((ulong)second * Spread) >> _shift;
        return ((int)(hash / 64), 1UL << (int)(hash % 64));
    }
}
