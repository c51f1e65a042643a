using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox;

/// <summary>Worlds to test with.</summary>
internal static class Worlds
{
    public const string Account = "111122223333";
    public const string OtherAccount = "444455556666";
    public const string Home = "us-east-1";
    public const string Bucket = "reports";
    public const string Everything = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    public static World Of(Region region, params Role[] roles) => new()
    {
        Now = Now,
        Accounts = [new() { Id = Account, Roles = [.. roles], Regions = [region] }],
    };

    /// <summary>A world with an empty bucket.</summary>
    public static World WithBucket(params Role[] roles) => new()
    {
        Now = Now,
        Accounts = [new() { Id = Account, Roles = [.. roles], Buckets = [new(Bucket)], Regions = [RegionOf()] }],
    };

    public static World Of(params Ec2Snapshot[] snapshots) => Of(RegionOf(snapshots));

    public static Region RegionOf(params Ec2Snapshot[] snapshots) => new() { Name = Home, Snapshots = ById.Of(snapshots) };

    public static World OfMany(int count) => Of([.. Enumerable.Range(1, count).Select(Old)]);

    /// <summary>A completed snapshot of a hundred days, without tags.</summary>
    public static Ec2Snapshot Old(int number) =>
        new() { Id = Id(number), VolumeId = "vol-0123456789abcdef0", StartTime = Now.AddDays(-100) };

    public static Ec2Snapshot Tagged(int number, params Tag[] tags) => Old(number) with { Tags = [.. tags] };

    public static string Id(int number) => $"snap-{number:x8}";

    public static Ec2Image Image(ImageState state, params int[] snapshots) =>
        new($"ami-{snapshots[0]:x8}", state, [.. snapshots.Select(Id)]);

    public static Region With(this Region region, params Ec2Image[] images) => region with { Images = ById.Of(images, image => image.Id) };

    public static Role Role(string name, string policy = Everything) =>
        new() { Name = name, TrustedBy = [Account], Policy = IamPolicy.Parse(policy) };

    public static ImmutableSortedDictionary<string, Ec2Snapshot> Snapshots(this World world) => world.Accounts[0].Regions[0].Snapshots;
}
