namespace SnapshotLambda.Tests;

/// <summary>A fact about DynamoDB, tried on dynalite, and skipped where that cannot be run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DynaliteFactAttribute : FactAttribute
{
    public DynaliteFactAttribute()
    {
        if (Dynalite.Command is null)
            Skip = "Needs Node.js and dynalite: npm install --no-save dynalite, at the root of the repository.";
    }
}
