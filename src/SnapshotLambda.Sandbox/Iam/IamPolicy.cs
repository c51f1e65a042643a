using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Iam;

/// <summary>An identity-based or session policy, of which every part can be evaluated.</summary>
internal sealed record IamPolicy
{
    /// <summary>It as JSON, as it was given.</summary>
    public required string Text { get; init; }

    /// <summary>Its statements.</summary>
    public required ImmutableArray<Statement> Statements { get; init; }

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">It is none, or says what the sandbox cannot evaluate; the message says where.</exception>
    public static IamPolicy Parse(string text) => PolicyReader.Read(text);

    /// <summary>What the policy alone says: an explicit deny comes first, and silence is no allow.</summary>
    public PolicyAnswer Answer(AccessRequest request)
    {
        bool allowed = false;
        foreach (var statement in Statements)
        {
            if (!statement.Covers(request))
                continue;
            if (statement.Denies)
                return PolicyAnswer.Deny;
            allowed = true;
        }

        return allowed ? PolicyAnswer.Allow : PolicyAnswer.Silence;
    }
}
