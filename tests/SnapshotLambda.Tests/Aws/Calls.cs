using Amazon.Runtime;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Aws;

/// <summary>The clients under test, and every call they have, by name.</summary>
internal static class Calls
{
    public static readonly string[] Names =
    [
        nameof(IEc2.ListSnapshotsAsync), nameof(IEc2.ListImagesAsync), nameof(IEc2.ListVolumeIdsAsync), nameof(IEc2.ListRegionsAsync),
        nameof(IEc2.ListBinnedImageIdsAsync), nameof(IEc2.ListLaunchTemplateSnapshotIdsAsync), nameof(IEc2.ListLocksAsync),
        nameof(IEc2.ListFastRestoresAsync),
        nameof(IEc2.ListPublicSnapshotIdsAsync), nameof(IEc2.ListTieringOperationsAsync), nameof(IEc2.ListTierStatusesAsync),
        nameof(IEc2.ListSharesAsync),
        nameof(IEc2.FindSnapshotsAsync), nameof(IEc2.DenialOfDeletionAsync), nameof(IEc2.DeleteSnapshotAsync), nameof(ISts.GetCallerAsync),
        nameof(ISts.AssumeRoleAsync),
        nameof(IEc2.TagSnapshotsAsync), nameof(IEc2.UntagSnapshotsAsync), nameof(IEc2.FindBinnedAsync), nameof(IEc2.ListBinnedAsync),
        nameof(IEc2.ListBinnedVolumeIdsAsync), nameof(IEc2.ListLaunchTemplatesAsync), nameof(IEc2.ReadLaunchTemplateAsync),
        nameof(IEc2.RestoreSnapshotAsync), nameof(IEc2.RemoveTagsAsync),
    ];

    /// <summary>How often a call is sent that meets a passing fault each time. What the caller paces is not repeated.</summary>
    public static int AttemptsOf(string call) => IsPaced(call) ? 1 : Backoff.Attempts;

    /// <summary>How often a call is sent that is throttled each time.</summary>
    public static int ThrottledAttemptsOf(string call) => IsPaced(call) ? 1 : Backoff.ThrottledAttempts;

    /// <summary>A deadline that no test comes near to.</summary>
    public static Deadline Never(TimeProvider time) => new(time, TimeSpan.FromDays(1000), TimeSpan.Zero);

    /// <summary>Every call with every one of these.</summary>
    public static TheoryData<string, string> With(IEnumerable<string> cases)
    {
        var all = new TheoryData<string, string>();
        foreach (var one in cases) Array.ForEach(Names, call => all.Add(call, one));
        return all;
    }

    public static AwsClients Clients(Uri url, TimeProvider? time = null) => new(
        time ??= new InstantTime(),
        new Random(1),
        new AwsEndpoint(url, () => new BasicAWSCredentials("AKIAEXAMPLE", "example-secret")),
        new CallGates(),
        Never(time));

    public static IEc2 Ec2(this ScriptedServer server, TimeProvider? time = null, string region = "eu-central-1") =>
        Clients(server.Url, time).Ec2(region);

    public static ISts Sts(this ScriptedServer server, TimeProvider? time = null, string region = "eu-central-1") =>
        Clients(server.Url, time).Sts(region);

    public static Task MakeAsync(string name, AwsClients clients, CancellationToken cancellationToken = default)
    {
        if (name == nameof(ISts.GetCallerAsync)) return clients.Sts("eu-central-1").GetCallerAsync(cancellationToken);
        if (name == nameof(ISts.AssumeRoleAsync))
            return clients.Sts("eu-central-1")
                .AssumeRoleAsync(new("arn:aws:iam::111122223333:role/delete", "run", null, null), cancellationToken);
        var ec2 = clients.Ec2("eu-central-1");
        return name switch
        {
            nameof(IEc2.ListSnapshotsAsync) => ec2.ListSnapshotsAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListImagesAsync) => ec2.ListImagesAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListVolumeIdsAsync) => ec2.ListVolumeIdsAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListBinnedVolumeIdsAsync) =>
                ec2.ListBinnedVolumeIdsAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListLaunchTemplatesAsync) =>
                ec2.ListLaunchTemplatesAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ReadLaunchTemplateAsync) => ec2.ReadLaunchTemplateAsync("lt-1", null, cancellationToken),
            nameof(IEc2.ListBinnedImageIdsAsync) =>
                ec2.ListBinnedImageIdsAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListLaunchTemplateSnapshotIdsAsync) =>
                ec2.ListLaunchTemplateSnapshotIdsAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListLocksAsync) => ec2.ListLocksAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListFastRestoresAsync) => ec2.ListFastRestoresAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListPublicSnapshotIdsAsync) =>
                ec2.ListPublicSnapshotIdsAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListTieringOperationsAsync) =>
                ec2.ListTieringOperationsAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListTierStatusesAsync) =>
                ec2.ListTierStatusesAsync(["snap-1"], cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.ListSharesAsync) => ec2.ListSharesAsync("snap-1", cancellationToken),
            nameof(IEc2.ListRegionsAsync) => ec2.ListRegionsAsync(cancellationToken),
            nameof(IEc2.FindSnapshotsAsync) => ec2.FindSnapshotsAsync(["snap-1"], cancellationToken),
            nameof(IEc2.DenialOfDeletionAsync) => ec2.DenialOfDeletionAsync("snap-1", cancellationToken),
            nameof(IEc2.DeleteSnapshotAsync) => ec2.DeleteSnapshotAsync("snap-1", cancellationToken),
            nameof(IEc2.TagSnapshotsAsync) => ec2.TagSnapshotsAsync(["snap-1", "snap-2"], [new Tag("a key", "a value")], cancellationToken),
            nameof(IEc2.UntagSnapshotsAsync) => ec2.UntagSnapshotsAsync(["snap-1", "snap-2"], "a key", cancellationToken),
            nameof(IEc2.RestoreSnapshotAsync) => ec2.RestoreSnapshotAsync("snap-1", cancellationToken),
            nameof(IEc2.RemoveTagsAsync) => ec2.RemoveTagsAsync(["snap-1", "snap-2"], ["a key", "b"], cancellationToken),
            nameof(IEc2.ListBinnedAsync) => ec2.ListBinnedAsync(cancellationToken).ToListAsync(CancellationToken.None).AsTask(),
            nameof(IEc2.FindBinnedAsync) => ec2.FindBinnedAsync("snap-1", cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such call."),
        };
    }

    private static bool IsPaced(string call) =>
        call is nameof(IEc2.DeleteSnapshotAsync)
            or nameof(IEc2.ListSharesAsync)
            or nameof(IEc2.ReadLaunchTemplateAsync)
            or nameof(IEc2.TagSnapshotsAsync)
            or nameof(IEc2.UntagSnapshotsAsync)
            or nameof(IEc2.RestoreSnapshotAsync)
            or nameof(IEc2.RemoveTagsAsync);

    public static async Task<AwsError> FailureOfAsync(Func<Task> call) => (await Assert.ThrowsAsync<AwsCallException>(call)).Error;
}
