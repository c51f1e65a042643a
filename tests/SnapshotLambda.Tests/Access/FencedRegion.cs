using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Access;

/// <summary>The region of the tests of the fence: six old snapshots, and two that are young.</summary>
internal static class FencedRegion
{
    public const string Young =
        """{ "id": "snap-young", "volumeId": "vol-y", "ageDays": 3 }, { "id": "snap-younger", "volumeId": "vol-z", "ageDays": 2 }""";
    public const string Hold = """, { "Effect": "Deny", "Action": "ec2:DeleteSnapshot", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/Legal": "hold" } } }""";
    public static readonly string Region = $""" "snapshots": [ {Scenario.Old(6)}, {Young} ] """;

    public static SandboxOptions Faulty(Func<ApiCall, InjectedFault?> faults, TimeProvider? time = null) =>
        new() { RequestLimits = false, Faults = faults, Time = time ?? TimeProvider.System };

    public static bool IsTrial(ApiCall call) => call.Action == "DeleteSnapshot" && call.Parameters.Text("DryRun") == "true";
}
