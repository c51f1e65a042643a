using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Tests;

/// <summary>What a test's plan follows from: the product's defaults, but for what the test names.</summary>
internal static class Inputs
{
    /// <summary>The instant that ages are reckoned from, 30 days after the cutoff of every test.</summary>
    public static readonly DateTimeOffset ReferenceTime = new(2026, 7, 1, 3, 0, 0, TimeSpan.Zero);

    /// <summary>The product's defaults.</summary>
    public static PlanInputs Default { get; } = new(new Retention(), new Safeguards(), ReferenceTime);

    /// <summary>The same but for its retention.</summary>
    public static PlanInputs Retaining(this PlanInputs inputs, Func<Retention, Retention> change) =>
        inputs with { Retention = change(inputs.Retention) };

    /// <summary>The same but for its safeguards.</summary>
    public static PlanInputs Guarded(this PlanInputs inputs, Func<Safeguards, Safeguards> change) =>
        inputs with { Safeguards = change(inputs.Safeguards) };
}
