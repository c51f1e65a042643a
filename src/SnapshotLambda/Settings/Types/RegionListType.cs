using System.Text.Json;
using Amazon;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Settings.Types;

/// <summary>A list of AWS regions: those that the AWS SDK knows, and the function's own, which may be newer.</summary>
/// <param name="mayBeAll">True if <c>all</c> may be given instead.</param>
internal sealed class RegionListType(bool mayBeAll) : ListType("names of AWS regions", fewest: mayBeAll ? 1 : 0)
{
    /// <summary>The word for all regions that are enabled in the account.</summary>
    public const string All = "all";

    /// <summary>The form of <see cref="HasShape"/>, as a regular expression of JSON Schema.</summary>
    private const string Shape = "([a-z]{2,}-){2,}[1-9]";

    // Lazy, so that a cold start does not pay for it. The SDK also lists "us-east-1-regional", an endpoint of S3 and not a region.
    private static readonly Lazy<string[]> Known =
        new(() =>
        [
            .. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Where(HasShape).Order(StringComparer.Ordinal),
        ]);

    /// <inheritdoc/>
    public override string Valid => base.Valid + (mayBeAll ? ", or [\"all\"]" : "");

    /// <inheritdoc/>
    public override string ValidAsText => base.ValidAsText + (mayBeAll ? ", or all" : "");

    /// <summary>True if a name has the form of a region's: words and a digit, joined by hyphens.</summary>
    public static bool HasShape(string name)
    {
        var parts = name.Split('-');
        return parts.Length >= 3
            && parts[^1] is [>= '1' and <= '9']
            && parts.SkipLast(1).All(part => part.Length >= 2 && part.All(char.IsAsciiLetterLower));
    }

    /// <summary>True for the name of a region that the SDK knows, or that the function runs in.</summary>
    public static bool IsKnown(string name, SettingsSources sources) =>
        (name == sources.FunctionRegion && HasShape(name)) || Known.Value.Contains(name, StringComparer.Ordinal);

    /// <summary>The known region whose name is nearest to a text; null if none is near.</summary>
    public static string? NearestTo(string name) => NearestName.To(name, Known.Value);

    /// <inheritdoc/>
    protected override bool IsItem(string text, JsonElement json, SettingLocation place) =>
        (mayBeAll && text == All)
        || IsKnown(text, place.Sources)
        || place.Refuse(json, "is not a region", ValidAt(place), NearestTo(text));

    /// <inheritdoc/>
    /// <remarks>The schema does not list the regions: another version of the SDK knows others.</remarks>
    protected override void WriteItemSchema(Utf8JsonWriter writer) =>
        writer.WriteString("pattern", mayBeAll ? $"^({All}|{Shape})$" : $"^{Shape}$");

    /// <inheritdoc/>
    protected override bool Suits(IReadOnlyList<string> value, JsonElement json, SettingLocation place) =>
        value.Count == 1 || !value.Contains(All, StringComparer.Ordinal) || place.Refuse(json, "names all and more", ValidAt(place));
}
