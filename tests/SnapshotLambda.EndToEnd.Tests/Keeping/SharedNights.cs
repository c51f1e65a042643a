namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>The tests that share one function, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedNights : ICollectionFixture<Nights>
{
    public const string Name = "nights";
}
