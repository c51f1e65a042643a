using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Reading;

/// <summary>Tells look-ups of snapshots by their ids from each other and from listings.</summary>
internal static class LookUps
{
    /// <summary>Whether the call looks snapshots up by their ids.</summary>
    public static bool IsLookUp(this ApiCall call) =>
        call.Action == "DescribeSnapshots" && call.Parameters.Text("Filter.1.Name") == "snapshot-id";

    /// <summary>Whether the call looks one snapshot up, as after a lost reply.</summary>
    public static bool IsLookUpOfOne(this ApiCall call) => call.IsLookUp() && call.Parameters.Text("Filter.1.Value.2") is null;
}
