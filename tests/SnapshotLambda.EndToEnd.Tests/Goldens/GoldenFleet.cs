using System.Text;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>A fleet that every event is given to, with the function as it is deployed there.</summary>
/// <param name="Name">The name of its folder, where <c>fleet.json</c> says what it has.</param>
internal sealed record GoldenFleet(string Name)
{
    private const string DeleteRole = "arn:aws:iam::111122223333:role/delete";

    private static readonly InjectedFault NotPermitted = new("notPermitted")
    {
        Error = _ => new ApiError("OperationNotPermitted", "The snapshot is used by a service that the sandbox made up."),
    };

    /// <summary>The function's own environment variables.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>What goes wrong in each run.</summary>
    public IReadOnlyList<GoldenFault> Faults { get; init; } = [];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<GoldenFleet> All { get; } =
    [
        new("two-accounts")
        {
            Variables =
            [
                ("SNAPSHOT_LAMBDA_ACCOUNTS", "111122223333,222233334444"), ("SNAPSHOT_LAMBDA_REGIONS", "us-east-1,eu-central-1"),
                ("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", "clean-up"), ("SNAPSHOT_LAMBDA_EXTERNAL_ID", "between-us"),
            ],
        },
        new("oddities") { Variables = [("SNAPSHOT_LAMBDA_DELETE_ROLE_ARN", DeleteRole)] },
        new("crowded") { Variables = [("SNAPSHOT_LAMBDA_DELETE_ROLE_ARN", DeleteRole), ("SNAPSHOT_LAMBDA_FENCE", "tagsOnly")] },
        new("faults")
        {
            Variables = [("SNAPSHOT_LAMBDA_DELETE_ROLE_ARN", DeleteRole), ("SNAPSHOT_LAMBDA_REGIONS", "us-east-1,eu-west-1,ap-south-1")],
            Faults =
            [
                new("us-east-1", "DeleteSnapshot", "snap-throttled", InjectedFault.Throttle, Times: 1),
                new("us-east-1", "DeleteSnapshot", "snap-lost", InjectedFault.LostReply, Times: 1),
                new("us-east-1", "DeleteSnapshot", "snap-stubborn", NotPermitted),
                new("eu-west-1", "DescribeImages", null, InjectedFault.Unavailable, Times: 1),
            ],
        },
        new("tiny") { Variables = [("SNAPSHOT_LAMBDA_REGIONS", "us-east-1,eu-north-1")] },
    ];

    /// <summary>What it has on that day.</summary>
    public World On(GoldenDay day) =>
        FleetReader.Read(
            Encoding.UTF8.GetBytes(day.Dated(Repository.Read($"{GoldenFile.Folder}/{Name}/fleet.json"))), TimeProvider.System.GetUtcNow());
}
