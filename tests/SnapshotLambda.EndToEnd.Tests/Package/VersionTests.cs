using System.Xml.Linq;
using SnapshotLambda.Logging;

namespace SnapshotLambda.EndToEnd.Tests.Package;

/// <summary>One place says the version, and every record of a run has it from there.</summary>
public sealed class VersionTests
{
    [Fact]
    public void The_build_is_of_the_version_that_Directory_Build_props_names()
    {
        var version = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Equal(version, BuildVersion.Text.Split('+')[0]);
    }
}
