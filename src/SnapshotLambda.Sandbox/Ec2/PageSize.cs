using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>Reads how many items a page may have.</summary>
internal static class PageSize
{
    /// <summary>
    /// <c>MaxResults</c>, which must not be less than the least, and where it is more than the most counts as the most; null where it
    /// is not named. It cannot be combined with ids.
    /// </summary>
    public static int? Read(Parameters parameters, int least, int most, string? idsName = null)
    {
        if (parameters.Whole("MaxResults") is not { } size)
            return null;
        if (idsName is not null && parameters.List(idsName).Count > 0)
            throw Ec2Error.InvalidCombination(idsName + "s", "MaxResults");
        return size < least ? throw Ec2Error.InvalidValue($"Value ( {size} ) for parameter maxResults is invalid. Expecting a value greater than {least}.") : Math.Min(size, most);
    }
}
