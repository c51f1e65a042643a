using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>Reads the page size of a call.</summary>
internal static class PageSize
{
    /// <summary>
    /// <c>MaxResults</c>, at least the minimum and cut to the maximum; null if it is not given. It cannot be combined with ids.
    /// </summary>
    public static int? Read(Parameters parameters, int least, int most, string? idsName = null)
    {
        if (parameters.Whole("MaxResults") is not { } size)
            return null;
        if (idsName is not null && parameters.List(idsName).Count > 0)
            throw Ec2Error.InvalidCombination(idsName + "s", "MaxResults");
        return size < least
            ? throw Ec2Error.InvalidValue($"Value ( {size} ) for parameter maxResults is invalid. Expecting a value greater than {least}.")
            : Math.Min(size, most);
    }
}
