using SnapshotLambda.Benchmarks;

return await BenchmarkCommand.RunAsync(args);
