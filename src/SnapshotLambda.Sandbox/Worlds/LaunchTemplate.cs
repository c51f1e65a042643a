using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>A launch template.</summary>
/// <param name="Id">The template's id, as in <c>lt-0123456789abcdef0</c>.</param>
/// <param name="SnapshotIds">The snapshots that the block devices of its latest version name.</param>
internal sealed record LaunchTemplate(string Id, ImmutableArray<string> SnapshotIds)
{
    /// <summary>The number of its latest version.</summary>
    public int LatestVersion { get; init; } = 1;

    /// <summary>The number of its default version, which exists.</summary>
    public int DefaultVersion { get; init; } = 1;

    /// <summary>Its older versions, the deleted ones left out.</summary>
    public ImmutableArray<LaunchTemplateVersion> OlderVersions { get; init; } = [];

    /// <summary>All of its versions, the latest first.</summary>
    public IEnumerable<LaunchTemplateVersion> Versions =>
        OlderVersions.Append(new(LatestVersion, SnapshotIds)).OrderByDescending(version => version.Number);
}
