using System.Globalization;

namespace SnapshotLambda.Core.Text;

/// <summary>Sizes and sums of money as texts. Both are rounded up, so that "at most" stays true.</summary>
internal static class AmountText
{
    /// <summary>Bytes in GiB, or in TiB where these are many, as in <c>1.2 TiB</c>.</summary>
    public static string Size(long bytes)
    {
        var (unit, name) = bytes >= 1L << 40 ? (1L << 40, "TiB") : (1L << 30, "GiB");
        var tenths = Math.Ceiling(bytes * 10m / unit);
        return $"{(tenths / 10).ToString(tenths >= 1000 ? "N0" : "0.#", CultureInfo.InvariantCulture)} {name}";
    }

    /// <summary>US dollars to a cent, as in <c>$ 1,234.56</c>.</summary>
    public static string Dollars(decimal dollars) =>
        $"$ {(Math.Ceiling(dollars * 100) / 100).ToString("N2", CultureInfo.InvariantCulture)}";
}
