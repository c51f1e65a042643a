using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Execution;

/// <summary>
/// The tags of what goes into the Recycle Bin: that it was retired, and by which run. The second is for people who want the run undone, so
/// no deletion waits for it: where a role of an older version may not set it, or a snapshot has no room for it, the first is set alone.
/// </summary>
/// <param name="ec2">Sets tags in the region.</param>
/// <param name="run">The run's tag.</param>
internal sealed class RetiredTags(IEc2Tags ec2, Tag run)
{
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
    private const string NoRoom = "TagLimitExceeded";

    private static readonly Tag Retired = new(OwnTags.Retired, OwnTags.RetiredValue);

    private readonly TagChange _both = TagChange.SetAll(ec2, [Retired, run]);
    private readonly TagChange _first = TagChange.Set(ec2, Retired);

    /// <summary>True if a policy denies the run's tag and permits the other.</summary>
    public bool IsRunDenied { get; private set; }

    /// <summary>The number of snapshots that have no room for the run's tag.</summary>
    public int WithoutRoom { get; private set; }

    /// <summary>The change that sets them.</summary>
    public TagChange Change => new(_both.Permission, MakeAsync, DenialOfAsync);

    private async Task MakeAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (IsRunDenied)
        {
            await _first.MakeAsync(ids, cancellationToken);
            return;
        }

        try
        {
            await _both.MakeAsync(ids, cancellationToken);
        }
        catch (AwsCallException exception) when (exception.Error.Class is ErrorClass.Denied)
        {
            await _first.MakeAsync(ids, cancellationToken);
            IsRunDenied = true;
        }
        catch (AwsCallException exception) when (exception.Error.Code == NoRoom && ids.Count == 1)
        {
            await _first.MakeAsync(ids, cancellationToken);
            WithoutRoom++;
        }
    }

    private async Task<AwsError?> DenialOfAsync(string id, CancellationToken cancellationToken) =>
        IsRunDenied || await _both.DenialOfAsync(id, cancellationToken) is not null
            ? await _first.DenialOfAsync(id, cancellationToken)
            : null;
}
