namespace SnapshotLambda.Sandbox.Http;

/// <summary>What a request asks for.</summary>
/// <param name="Action">The action; empty if the request names none.</param>
/// <param name="Parameters">The parameters.</param>
internal sealed record AskedAction(string Action, IReadOnlyDictionary<string, string> Parameters);
