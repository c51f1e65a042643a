using System.Globalization;
using System.Runtime.CompilerServices;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Access;

/// <summary>
/// Tries a fence with EC2's <c>DryRun</c>, which asks IAM alone and deletes nothing. The deletion of a candidate must be permitted, and
/// that of a snapshot that must stay denied, by the session's policy and no other. A snapshot that is gone shows nothing, nor does one
/// that EC2 has another answer about. Then the next one is asked, so that no single snapshot holds its region up every night.
/// </summary>
/// <param name="ec2">EC2 behind the fence.</param>
/// <param name="openUnfenced">Opens a session that may delete this one snapshot, and has no fence.</param>
internal sealed class FenceTrial(IEc2Deletions ec2, Func<Snapshot, Task<RegionSession>> openUnfenced)
{
    private const int MostAsked = 5;

    /// <summary>The verdict. Throws <see cref="AwsCallException"/> where EC2 gave no answer about any.</summary>
    /// <param name="mustStay">Snapshots that the fence must refuse.</param>
    /// <param name="mayGo">Candidates, of which the fence must permit at least one.</param>
    /// <param name="mustStayByPolicy">One that a policy's own cutoff must refuse, if there is one, for each policy.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<FenceVerdict> RunAsync(
        IEnumerable<Snapshot> mustStay,
        IEnumerable<Snapshot> mayGo,
        IEnumerable<(string Policy, Snapshot? Snapshot)> mustStayByPolicy,
        CancellationToken cancellationToken)
    {
        var verdict = await OfRegionAsync(mustStay, mayGo, cancellationToken);
        if (verdict.State is FenceState.Refused) return verdict;
        var policies = new List<PolicyFence>();
        foreach (var (policy, snapshot) in mustStayByPolicy)
        {
            var state = snapshot is null ? FenceState.Untried : await OfPolicyAsync(snapshot, cancellationToken);
            if (state is FenceState.Refused) return FenceVerdict.Open(Shown(snapshot!));
            policies.Add(new PolicyFence(policy, state));
        }

        return verdict with { Policies = policies };
    }

    private async Task<FenceVerdict> OfRegionAsync(
        IEnumerable<Snapshot> mustStay, IEnumerable<Snapshot> mayGo, CancellationToken cancellationToken)
    {
        // Candidates first: an endpoint that does not know DryRun would delete what it is asked about.
        var (isOneLet, denials) = await CandidatesAsync(mayGo, cancellationToken);
        var denied = 0;
        await foreach (var (snapshot, denial) in AnswersAsync(mustStay, cancellationToken))
        {
            if (denial is null) return FenceVerdict.Open(Shown(snapshot));
            if (denials.Count > 0) break;
            if (denial.NamesSessionPolicy || await IsLetUnfencedAsync(snapshot, isOneLet, cancellationToken)) return FenceVerdict.Verified;
            denied++;
        }

        return denials.Count > 0 ? FenceVerdict.Closed(denials.Count, denials[0].Message) : FenceVerdict.Untried(denied);
    }

    /// <summary>
    /// The state of a policy's cutoff by one call: a denial that does not name the session's policy shows nothing, nor does a snapshot that
    /// EC2 has another answer about.
    /// </summary>
    private async Task<FenceState> OfPolicyAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return await ec2.DenialOfDeletionAsync(snapshot.Id, cancellationToken) switch
            {
                null => FenceState.Refused,
                { NamesSessionPolicy: true } => FenceState.Verified,
                _ => FenceState.Untried,
            };
        }
        catch (AwsCallException exception) when (IsAboutOne(exception))
        {
            return FenceState.Untried;
        }
    }

    /// <summary>Whether the deletion of one is permitted; if none is, the denials.</summary>
    private async Task<(bool IsOneLet, IReadOnlyList<AwsError> Denials)> CandidatesAsync(
        IEnumerable<Snapshot> snapshots, CancellationToken cancellationToken)
    {
        var denials = new List<AwsError>();
        await foreach (var (_, denial) in AnswersAsync(snapshots, cancellationToken))
        {
            if (denial is null) return (true, []);
            denials.Add(denial);
        }

        return (false, denials);
    }

    /// <summary>
    /// Whether the deletion of a denied snapshot is permitted where there is no fence: then the fence denied it. This asks only an endpoint
    /// that was seen to answer a permitted deletion with DryRun as EC2 does. Any other might carry this one out.
    /// </summary>
    private async Task<bool> IsLetUnfencedAsync(Snapshot snapshot, bool isDryRunSeen, CancellationToken cancellationToken)
    {
        if (!isDryRunSeen) return false;
        using var session = await openUnfenced(snapshot);
        try
        {
            return await session.Ec2.DenialOfDeletionAsync(snapshot.Id, cancellationToken) is null;
        }
        catch (AwsCallException exception) when (IsAboutOne(exception))
        {
            return false;
        }
    }

    /// <summary>EC2's answers, one by one. None where all snapshots are gone; an error where there is none for another reason.</summary>
    private async IAsyncEnumerable<(Snapshot Snapshot, AwsError? Denial)> AnswersAsync(
        IEnumerable<Snapshot> snapshots, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isAnswered = false;
        AwsCallException? first = null;
        foreach (var snapshot in snapshots.Take(MostAsked))
        {
            AwsError? denial;
            try
            {
                denial = await ec2.DenialOfDeletionAsync(snapshot.Id, cancellationToken);
            }
            catch (AwsCallException exception) when (IsAboutOne(exception))
            {
                if (exception.Error.Class is not ErrorClass.AlreadyGone) first ??= exception;
                continue;
            }

            isAnswered = true;
            yield return (snapshot, denial);
        }

        if (!isAnswered && first is not null) throw first;
    }

    private static string Shown(Snapshot snapshot) =>
        $"{snapshot.Id}, started {snapshot.StartTime?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}";

    private static bool IsAboutOne(AwsCallException exception) =>
        exception.Error.Class is not (ErrorClass.Systemic or ErrorClass.Throttled);
}
