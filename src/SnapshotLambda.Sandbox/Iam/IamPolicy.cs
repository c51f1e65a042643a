using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Iam;

/// <summary>An identity-based or session policy that can be evaluated completely.</summary>
internal sealed record IamPolicy
{
    /// <summary>The policy's JSON, as given.</summary>
    public required string Text { get; init; }

    /// <summary>The policy's statements.</summary>
    public required ImmutableArray<Statement> Statements { get; init; }

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">The text is not a policy, or the sandbox cannot evaluate it; the message says where.</exception>
    public static IamPolicy Parse(string text) => PolicyReader.Read(text);

    /// <summary>The answer of this policy alone: an explicit deny comes first, and no statement means no allow.</summary>
    public PolicyAnswer Answer(AccessRequest request)
    {
        var allowed = false;
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
