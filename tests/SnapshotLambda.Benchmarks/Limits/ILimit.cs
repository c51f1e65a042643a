using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>Something that the product is held to, and the way to measure it.</summary>
internal interface ILimit
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures it.</summary>
    Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken);
}
