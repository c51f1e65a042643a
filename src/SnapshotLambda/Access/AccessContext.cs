using SnapshotLambda.Aws;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Access;

/// <summary>The means of opening sessions in the accounts, the same for all of a run.</summary>
/// <param name="Clients">Makes clients of AWS.</param>
/// <param name="Settings">The roles to assume.</param>
/// <param name="Caller">The identity of the function.</param>
/// <param name="HomeRegion">The region that the function itself runs in, where STS is asked.</param>
/// <param name="RunId">The run's id, which names the sessions.</param>
/// <param name="Time">The clock.</param>
internal sealed record AccessContext(
    IAwsClients Clients, AccessSettings Settings, CallerIdentity Caller, string HomeRegion, string RunId, TimeProvider Time);
