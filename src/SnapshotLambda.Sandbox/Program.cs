using SnapshotLambda.Sandbox.Commands;

return await CommandLine.RunAsync(args, Surroundings.OfThisProcess(), CancellationToken.None);
