using System.CommandLine;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary><c>serve</c>: serves the endpoints of EC2, STS and S3 for any client until it is interrupted.</summary>
internal static class ServeCommand
{
    private const int MostPorts = 65_535;

    /// <summary>The command.</summary>
    public static Command Create(ConsoleEnvironment surroundings)
    {
        var command = new Command("serve", "Serve EC2, STS and S3 on loopback for any client, until Ctrl+C or SIGTERM.");
        var port = OptionValue.One("--port", "P", "The port to listen on; 0 takes a free one. Default: 0.");
        var world = new WorldOptions();
        command.Add(port);
        foreach (var option in world.All)
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var setup = world.Read(parsed, surroundings.Clock);
            var number = parsed.Whole(port, 0, MostPorts) ?? 0;
            return RunAsync(setup with { Options = setup.Options with { Port = number } }, surroundings, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(SandboxSetup setup, ConsoleEnvironment surroundings, CancellationToken cancellation)
    {
        await using var sandbox = await StartAsync(setup, cancellation);
        var url = sandbox.Url.AbsoluteUri;
        var credentials = SandboxServer.CredentialsOf(setup.HomeAccount);
        await surroundings.Out.WriteLineAsync(
            $"""
            EC2, STS and S3 at {url} for account {setup.HomeAccount}. Try it in another shell:

            export AWS_ACCESS_KEY_ID={credentials.AccessKeyId} AWS_SECRET_ACCESS_KEY={credentials.SecretAccessKey} AWS_REGION={setup.HomeRegion}
            aws ec2 describe-snapshots --owner-ids self --max-items 3 --endpoint-url {url}
            aws ec2 delete-snapshot --snapshot-id {Example(setup)} --endpoint-url {url}
            {ForBucket(setup, url)}
            Ctrl+C ends it.
            """);
        await surroundings.Out.FlushAsync(cancellation);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, surroundings.Clock, cancellation);
        }
        catch (OperationCanceledException)
        {
            // An interruption is the normal end.
        }

        return 0;
    }

    /// <summary>The commands for the account's first bucket; none if it has no bucket.</summary>
    private static string ForBucket(SandboxSetup setup, string url) =>
        setup.World.Account(setup.HomeAccount)?.Buckets is [var bucket, ..]
            ? $"""
              aws s3api put-object --bucket {bucket.Name} --key try.txt --endpoint-url {url}
              aws s3 ls s3://{bucket.Name} --endpoint-url {url}

              """
            : "";

    private static async Task<SandboxServer> StartAsync(SandboxSetup setup, CancellationToken cancellation)
    {
        try
        {
            return await setup.StartAsync(cancellation);
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException)
        {
            throw new UsageException(
                $"--port {setup.Options.Port} cannot be used: {fault.Message}",
                "a port that is free, or 0",
                "Choose another, or leave --port out to get a free one.");
        }
    }

    /// <summary>A snapshot that can be deleted.</summary>
    private static string Example(SandboxSetup setup)
    {
        var region = setup.World.Region(setup.HomeAccount, setup.HomeRegion);
        return region?.Snapshots.Values.FirstOrDefault(snapshot =>
            region.ImageThatUses(snapshot.Id) is null
            && snapshot is { State: SnapshotState.Completed, Lock: null, FastRestoreZones.IsEmpty: true }
            && !snapshot.Tags.Any(tag => tag.Key.StartsWith("aws:", StringComparison.Ordinal)))?.Id ?? "snap-0123456789abcdef0";
    }
}
