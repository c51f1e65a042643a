using SnapshotLambda.Core.Fencing;

namespace SnapshotLambda.Settings;

/// <summary>Through which roles the accounts are reached, and what AWS itself refuses there. From the environment alone: no payload names a role.</summary>
internal sealed record AccessSettings
{
    /// <summary>The role that the function's own account is cleaned through; null for the function's own credentials.</summary>
    public string? DeleteRoleArn { get; init; }

    /// <summary>The role that each of <c>accounts</c> is cleaned through: a name, with its path if it has one.</summary>
    public string? MemberRoleName { get; init; }

    /// <summary>What the trust policies of those roles ask for as <c>sts:ExternalId</c>; null for nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What the sessions' own policy refuses.</summary>
    public FenceMode Fence { get; init; } = FenceMode.On;
}
