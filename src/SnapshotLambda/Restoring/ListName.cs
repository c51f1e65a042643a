using System.Globalization;
using System.Text.RegularExpressions;

namespace SnapshotLambda.Restoring;

/// <summary>The name of a list of deletions, as in <c>runs/&lt;run id&gt;/111122223333/eu-west-1/deletions/0001.json</c>.</summary>
/// <param name="Name">The whole name.</param>
/// <param name="RunId">The run's id.</param>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Region">The region's name.</param>
/// <param name="Number">Its number; a run's first list in a region has the number 1.</param>
internal sealed partial record ListName(string Name, string RunId, string Account, string Region, int Number)
{
    /// <summary>The parts of a name; null if it is another file's.</summary>
    public static ListName? Of(string name) => Form().Match(name) is { Success: true } match
        ? new(
            name,
            match.Groups["run"].Value,
            match.Groups["account"].Value,
            match.Groups["region"].Value,
            int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))
        : null;

    [GeneratedRegex(
        @"\Aruns/(?<run>[A-Za-z0-9_-]+)/(?<account>[0-9]{12})/(?<region>[a-z0-9-]+)/deletions/(?<number>[0-9]{4,9})\.json\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
