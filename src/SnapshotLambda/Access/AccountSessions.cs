using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Access;

/// <summary>Opens sessions in one account, through its role if it has one. A session of any other account is refused.</summary>
/// <param name="access">The means of opening sessions.</param>
/// <param name="account">The account that every session must belong to.</param>
/// <param name="untilDeadline">Ends what takes too long.</param>
internal sealed class AccountSessions(AccessContext access, TargetAccount account, CancellationToken untilDeadline)
{
    private const string PackedPolicyTooLarge = nameof(PackedPolicyTooLarge);

    /// <summary>EC2 in a region.</summary>
    /// <param name="region">The region's name.</param>
    /// <param name="policy">The session policy; null for none. It means nothing without a role.</param>
    /// <exception cref="RegionNotReadableException">The role could not be assumed, or belongs elsewhere.</exception>
    public async Task<RegionSession> OpenAsync(string region, string? policy)
    {
        try
        {
            return await ConnectAsync(region, policy);
        }
        catch (AwsCallException exception)
        {
            throw CouldNotBeAssumed(exception);
        }
    }

    /// <summary>EC2 in a region behind the largest fence that STS takes, since STS alone knows the size of a packed policy.</summary>
    /// <param name="region">The region.</param>
    /// <param name="fence">The fence to begin with.</param>
    /// <param name="policyOf">The session policy of a fence.</param>
    public async Task<(RegionSession Session, Fence Fence)> OpenAsync(string region, Fence fence, Func<Fence, string> policyOf)
    {
        while (true)
        {
            try
            {
                return (await ConnectAsync(region, policyOf(fence)), fence);
            }
            catch (AwsCallException exception) when (exception.Error.Code is PackedPolicyTooLarge && fence.Smaller is { } smaller)
            {
                fence = smaller;
            }
            catch (AwsCallException exception)
            {
                throw CouldNotBeAssumed(exception);
            }
        }
    }

    private async Task<RegionSession> ConnectAsync(string region, string? policy)
    {
        if (account.RoleArn is null) return new RegionSession(access.Clients.Ec2(region), Sts: null);
        var request = new RoleSessionRequest(account.RoleArn, RoleSessionRequest.NameOf(access.RunId), access.Settings.ExternalId, policy);
        var sts = access.Clients.Sts(access.HomeRegion);
        try
        {
            var credentials = await SessionCredentials.AssumeAsync(sts, request, access.Time, untilDeadline);
            await CheckAccountAsync(credentials);
            return new RegionSession(access.Clients.Ec2(region, credentials), sts);
        }
        catch
        {
            sts.Dispose();
            throw;
        }
    }

    private async Task CheckAccountAsync(SessionCredentials credentials)
    {
        using var sts = access.Clients.Sts(access.HomeRegion, credentials);
        var caller = await sts.GetCallerAsync(untilDeadline);
        if (caller.Account == account.Id) return;
        throw new RegionNotReadableException(
            RegionStatus.Refused,
            StopReason.WrongAccount,
            $"The role {account.RoleArn} leads into account {caller.Account}, and {account.Id} is to be cleaned: "
                + "nothing was read or deleted. "
                + "Correct the role or the account.");
    }

    private RegionNotReadableException CouldNotBeAssumed(AwsCallException exception) => account.RoleArn is null
        ? new(RegionStatus.Failed, exception.Error.Code, exception.Message, exception)
        : new(
            RegionStatus.Failed,
            exception.Error.Code,
            $"The role {account.RoleArn} could not be assumed ({exception.Message}): {WayOut(exception.Error)}.",
            exception);

    private string WayOut(AwsError error) => error.Class switch
    {
        ErrorClass.Throttled or ErrorClass.Transient => "run again, and if this goes on check that STS can be reached",
        ErrorClass.Denied =>
            $"let its trust policy name the function's role, behind {access.Caller.Arn}, "
            + (access.Settings.ExternalId is null ? "without an external id" : "with the external id that SNAPSHOT_LAMBDA_EXTERNAL_ID says")
            + ", and grant the function's role sts:AssumeRole on it",
        ErrorClass.AlreadyGone or ErrorClass.UsedByImage or ErrorClass.FastRestoreEnabled or ErrorClass.ManagedByBackup or ErrorClass.Locked
            or ErrorClass.WouldSucceed or ErrorClass.Systemic or ErrorClass.Permanent => "mend what STS names",
    };
}
