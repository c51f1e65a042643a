using Amazon.EC2.Model;
using Amazon.Runtime;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <content>
/// EC2's <c>DryRun</c>, which asks for permission and does nothing. What is not EC2, or strips requests on the way, may do what it is only asked
/// about: so before the first such call of each session, the endpoint is asked where that does no harm.
/// </content>
internal sealed partial class Ec2
{
    /// <summary>A snapshot id that no snapshot has: https://docs.aws.amazon.com/ec2/latest/userguide/resource-ids.html has them drawn at random.</summary>
    internal const string NoSnapshotId = "snap-00000000000000000";

    private bool _describesNothingInDryRun;
    private bool _deletesNothingInDryRun;

    /// <inheritdoc/>
    public async Task CheckDryRunAsync(CancellationToken cancellationToken)
    {
        if (_describesNothingInDryRun) return;
        var request = new DescribeSnapshotsRequest { OwnerIds = ["self"], MaxResults = 5, DryRun = true };
        await CheckAsync("DescribeSnapshots", ct => client.DescribeSnapshotsAsync(request, ct), cancellationToken);
        _describesNothingInDryRun = true;
    }

    private async Task CheckDryRunOfDeletionAsync(CancellationToken cancellationToken)
    {
        await CheckDryRunAsync(cancellationToken);
        if (_deletesNothingInDryRun) return;
        var request = new DeleteSnapshotRequest { SnapshotId = NoSnapshotId, DryRun = true };
        await CheckAsync(
            "DeleteSnapshot of a snapshot that cannot exist", ct => client.DeleteSnapshotAsync(request, ct), cancellationToken);
        _deletesNothingInDryRun = true;
    }

    /// <summary>Throws where the call is answered as done, or not at all. Whatever else is said is said by one who did not do it.</summary>
    private async Task CheckAsync<TReply>(
        string call, Func<CancellationToken, Task<TReply>> sendDryRun, CancellationToken cancellationToken)
        where TReply : AmazonWebServiceResponse
    {
        try
        {
            await retrying.RunAsync(cancel => attempt.MakeAsync(sendDryRun, reply => DryRunIgnored(call, reply, isHarmless: true), DeletePatience, cancel), cancellationToken);
        }
        catch (AwsCallException e) when (e.Error.Class is not (ErrorClass.Systemic or ErrorClass.Throttled or ErrorClass.Transient))
        {
        }
    }

    private async Task<AwsError?> DenialAsync<TReply>(Func<CancellationToken, Task<TReply>> sendDryRun, CancellationToken cancellationToken)
        where TReply : AmazonWebServiceResponse
    {
        await CheckDryRunAsync(cancellationToken);
        try
        {
            return await retrying.RunAsync(cancel => attempt.MakeAsync(sendDryRun, reply => DryRunIgnored("A call", reply, isHarmless: false), DeletePatience, cancel), cancellationToken);
        }
        catch (AwsCallException e) when (e.Error.Class is ErrorClass.WouldSucceed || e.Error.IsDeniedByPolicy)
        {
            return e.Error.IsDeniedByPolicy ? e.Error : null;
        }
    }

    private static AwsError? DryRunIgnored(string call, AmazonWebServiceResponse reply, bool isHarmless) => throw new AwsCallException(new AwsError(
        ErrorClass.Systemic,
        FaultCode.DryRunIgnored,
        $"{call} with DryRun was answered as if it were done. The endpoint is not EC2, or something on the way to it takes DryRun off; nothing more may be asked of it.",
        reply.ResponseMetadata.RequestId,
        (int)reply.HttpStatusCode)
    { IsUnsent = isHarmless });
}
