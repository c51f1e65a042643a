using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Execution;

/// <summary>One change to the tags of snapshots.</summary>
/// <param name="Permission">The IAM action of the change.</param>
/// <param name="MakeAsync">Changes the snapshots with these ids.</param>
/// <param name="DenialOfAsync">The denial of the change for a snapshot; null where it is permitted. Changes nothing.</param>
internal sealed record TagChange(
    string Permission,
    Func<IReadOnlyList<string>, CancellationToken, Task> MakeAsync,
    Func<string, CancellationToken, Task<AwsError?>> DenialOfAsync)
{
    /// <summary>Sets a tag.</summary>
    public static TagChange Set(IEc2Tags ec2, Tag tag) => SetAll(ec2, [tag]);

    /// <summary>Sets several tags by one call.</summary>
    public static TagChange SetAll(IEc2Tags ec2, IReadOnlyList<Tag> tags) => new(
        "ec2:CreateTags",
        (ids, cancel) => ec2.TagSnapshotsAsync(ids, tags, cancel),
        (id, cancel) => ec2.DenialOfTagAsync(id, tags, cancel));

    /// <summary>Takes the tag with this key off.</summary>
    public static TagChange TakeOff(IEc2Tags ec2, string key) => new(
        "ec2:DeleteTags",
        (ids, cancel) => ec2.UntagSnapshotsAsync(ids, key, cancel),
        (id, cancel) => ec2.DenialOfUntagAsync(id, key, cancel));
}
