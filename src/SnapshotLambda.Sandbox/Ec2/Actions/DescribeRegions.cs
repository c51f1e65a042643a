using System.Xml;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html</summary>
internal sealed class DescribeRegions : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["AllRegions", "Filter.N.Name", "Filter.N.Value.N", "RegionName.N"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        var account = call.World.Account(call.AccountId)!;
        var terms = new FilterTerms<string>()
            .One("endpoint", KnownRegions.Endpoint)
            .One("opt-in-status", name => KnownRegions.OptInStatus(name, account))
            .One("region-name", name => name);
        var all = call.Parameters.IsTrue("AllRegions")
            ? KnownRegions.OfPartition(Arns.Partition(call.RegionName), account).ToList()
            : [.. account.Regions.Select(region => region.Name)];
        var names = call.Parameters.List("RegionName");
        if (names.Except(all).ToList() is { Count: > 0 } unknown)
            throw Ec2Error.InvalidValue($"Invalid region names: [{string.Join(", ", unknown)}]");
        var regions = all
            .Where(name => names.Count == 0 || names.Contains(name))
            .Where(terms.Read(call.Parameters))
            .Order(StringComparer.Ordinal)
            .ToList();
        return xml => xml.List("regionInfo", regions, name =>
        {
            xml.Element("regionName", name);
            xml.Element("regionEndpoint", KnownRegions.Endpoint(name));
            xml.Element("optInStatus", KnownRegions.OptInStatus(name, account));
        });
    }
}
