using System.Collections.Immutable;
using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An IAM role: its trust and its permissions.</summary>
internal sealed record Role
{
    /// <summary>The role's name, without a path.</summary>
    public required string Name { get; init; }

    /// <summary>The trusted principals: account ids, for everyone whose own policy allows it, and role ARNs.</summary>
    public ImmutableArray<string> TrustedBy { get; init; } = [];

    /// <summary>The external id that the trust requires, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The role's permissions; null allows nothing.</summary>
    public IamPolicy? Policy { get; init; }
}
