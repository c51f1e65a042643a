using SnapshotLambda.Sandbox.Commands;

return await CommandLine.RunAsync(args, ConsoleEnvironment.OfThisProcess(), CancellationToken.None);
