using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Aws;
using SnapshotLambda.Core;
using SnapshotLambda.Logging;
using SnapshotLambda.Runs;

namespace SnapshotLambda.Tests.Runs;

public sealed class SnapshotDeletionTests
{
    private static readonly Snapshot Old = new() { Id = "snap-1", StartTime = DateTimeOffset.UnixEpoch };

    [Theory]
    [InlineData(true, DeletionOutcome.NotAttempted)]
    [InlineData(false, DeletionOutcome.Deleted)]
    public async Task A_fault_just_before_the_deadline_is_no_failure_for_good(bool isStillThere, object outcome)
    {
        var time = new FakeTimeProvider();
        var deadline = new Deadline(time, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(20));
        using var ec2 = new LateEc2(() => time.Advance(TimeSpan.FromMilliseconds(4_999)), isStillThere);
        var log = new RegionLog(NullLogger.Instance, "run", "111122223333", "us-east-1", dryRun: false, verbose: false);

        var attempt = await new SnapshotDeletion(ec2, sharing: null, new TokenBucket(1, 1, time), deadline, time, new Random(1), log).DeleteAsync(Old, CancellationToken.None);

        Assert.Equal(outcome, attempt.Deletion.Outcome);
        Assert.False(attempt.MayBeDone);
    }

    [Theory]
    [InlineData("UnauthorizedOperation", 403, "You are not authorized.")]
    [InlineData("OperationNotPermitted", 400, "The snapshot is locked.")]
    public async Task One_that_could_not_be_asked_about_has_failed_whatever_the_error_would_mean_to_a_deletion(string code, int status, string message)
    {
        var time = new FakeTimeProvider();
        var deadline = new Deadline(time, TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(20));
        using var ec2 = new LateEc2(() => Assert.Fail("It was deleted."), isStillThere: true);
        var denied = new ScriptedGuards { Shares = (_, _) => throw new AwsCallException(new AwsError(ErrorClassification.Of(code, status, message), code, message, "r", status)) };
        var sharing = new SharingCheck(denied, "111122223333", deadline, time, new Random(1));
        var log = new RegionLog(NullLogger.Instance, "run", "111122223333", "us-east-1", dryRun: false, verbose: false);

        var attempt = await new SnapshotDeletion(ec2, sharing, new TokenBucket(1, 1, time), deadline, time, new Random(1), log) { IsFenced = true }.DeleteAsync(Old, CancellationToken.None);

        Assert.Equal((DeletionOutcome.Failed, code), (attempt.Deletion.Outcome, attempt.Deletion.Failure?.Code));
        Assert.True(attempt is { IsUnsent: true, IsDenied: false, MayBeDone: false });
    }

    /// <summary>An EC2 that answers the one deletion with an internal error, late.</summary>
    private sealed class LateEc2(Action delete, bool isStillThere) : IEc2
    {
        public Task DeleteSnapshotAsync(string snapshotId, CancellationToken cancellationToken)
        {
            delete();
            throw new AwsCallException(new AwsError(ErrorClass.Transient, "InternalError", "An internal error has occurred", "r", 500));
        }

        public Task<bool> SnapshotExistsAsync(string snapshotId, CancellationToken cancellationToken) => Task.FromResult(isStillThere);

        public IAsyncEnumerable<IReadOnlyList<Snapshot>> ListSnapshotsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<Image>> ListImagesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<string>> ListBinnedImageIdsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<string>> ListLaunchTemplateSnapshotIdsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<SnapshotLock>> ListLocksAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<FastRestore>> ListFastRestoresAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<string>> ListPublicSnapshotIdsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<TierStatus>> ListTierStatusesAsync(IEnumerable<string> snapshotIds, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ListSharesAsync(string snapshotId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<string>> ListVolumeIdsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ListRegionsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AwsError?> DenialOfDeletionAsync(string snapshotId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task TagSnapshotsAsync(IReadOnlyList<string> snapshotIds, Tag tag, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task UntagSnapshotsAsync(IReadOnlyList<string> snapshotIds, string tagKey, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> IsInRecycleBinAsync(string snapshotId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
