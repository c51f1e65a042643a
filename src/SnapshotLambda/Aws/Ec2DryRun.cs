using Amazon.EC2.Model;
using Amazon.Runtime;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <content>
/// EC2's <c>DryRun</c>, which asks for permission and does nothing. An endpoint that is not EC2, or a proxy that strips requests, may do
/// what it is only asked about. So before the first such call of each session, the endpoint is asked where that does no harm.
/// </content>
internal sealed partial class Ec2
{
    /// <summary>
    /// A snapshot id that no snapshot has, since ids are drawn at random:
    /// https://docs.aws.amazon.com/ec2/latest/userguide/resource-ids.html
    /// </summary>
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
            await AnswerAsync(sendDryRun, call, isHarmless: true, cancellationToken);
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
            return await AnswerAsync(sendDryRun, "A call", isHarmless: false, cancellationToken);
        }
        catch (AwsCallException e) when (e.Error.Class is ErrorClass.WouldSucceed || e.Error.IsDeniedByPolicy)
        {
            return e.Error.IsDeniedByPolicy ? e.Error : null;
        }
    }

    private Task<AwsError?> AnswerAsync<TReply>(
        Func<CancellationToken, Task<TReply>> sendDryRun, string call, bool isHarmless, CancellationToken cancellationToken)
        where TReply : AmazonWebServiceResponse =>
        retrying.RunAsync(
            cancel => attempt.MakeAsync(sendDryRun, reply => DryRunIgnored(call, reply, isHarmless), DeletePatience, cancel),
            cancellationToken);

    private static AwsError? DryRunIgnored(string call, AmazonWebServiceResponse reply, bool isHarmless) => throw new AwsCallException(new(
        ErrorClass.Systemic,
        FaultCode.DryRunIgnored,
        $"{call} with DryRun was answered as if it were done. The endpoint is not EC2, or something on the way to it takes DryRun off; "
            + "nothing more may be asked of it.",
        reply.ResponseMetadata.RequestId,
        (int)reply.HttpStatusCode)
    { IsUnsent = isHarmless });
}
