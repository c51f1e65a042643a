using System.Globalization;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Random draws for generated fleets.</summary>
internal static class GeneratedFleetDraw
{
    /// <summary>An id of AWS's long form: the prefix, a hyphen, 17 hexadecimal digits.</summary>
    public static string Id(Random random, string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-0{random.NextInt64():x16}");

    /// <summary>One of the items.</summary>
    public static T Of<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>True in so many cases of a hundred.</summary>
    public static bool Chance(Random random, int percent) => random.Next(100) < percent;
}
