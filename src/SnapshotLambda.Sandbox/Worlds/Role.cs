using System.Collections.Immutable;
using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An IAM role: who may assume it, and what may then be done.</summary>
internal sealed record Role
{
    /// <summary>Its name, without a path.</summary>
    public required string Name { get; init; }

    /// <summary>Who is trusted: account ids (anyone there whose own policy says so) and role ARNs.</summary>
    public ImmutableArray<string> TrustedBy { get; init; } = [];

    /// <summary>The external id that the trust asks for, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What it may do; null allows nothing.</summary>
    public IamPolicy? Policy { get; init; }
}
