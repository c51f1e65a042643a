using SnapshotLambda.Core.Fencing;

namespace SnapshotLambda.Settings;

/// <summary>
/// The roles through which the accounts are reached, and the deletions that AWS itself refuses there. They come from the environment alone:
/// no payload names a role.
/// </summary>
internal sealed record AccessSettings
{
    /// <summary>The role for the function's own account; null for the function's own credentials.</summary>
    public string? DeleteRoleArn { get; init; }

    /// <summary>The role for each of <c>accounts</c>: a name, with its path if it has one.</summary>
    public string? MemberRoleName { get; init; }

    /// <summary>The <c>sts:ExternalId</c> that the trust policies of those roles ask for; null for none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The deletions that the session policy refuses.</summary>
    public FenceMode Fence { get; init; } = FenceMode.On;
}
