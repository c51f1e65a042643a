using SnapshotLambda.Aws;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Access;

/// <summary>What sessions in the accounts are opened with; the same for all of a run.</summary>
/// <param name="Clients">Makes clients of AWS.</param>
/// <param name="Settings">The roles.</param>
/// <param name="Caller">Who the function is.</param>
/// <param name="HomeRegion">The region that the function itself runs in, where STS is asked.</param>
/// <param name="RunId">The run's id, which names the sessions.</param>
/// <param name="Time">The clock.</param>
internal sealed record AccessContext(IAwsClients Clients, AccessSettings Settings, CallerIdentity Caller, string HomeRegion, string RunId, TimeProvider Time);
