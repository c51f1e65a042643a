namespace SnapshotLambda.Tests.FallbackPackages;

/// <summary>For tests that set what the whole process shares: the console, the environment, the idempotency store.</summary>
[CollectionDefinition(nameof(ProcessWideState), DisableParallelization = true)]
public sealed class ProcessWideState;
