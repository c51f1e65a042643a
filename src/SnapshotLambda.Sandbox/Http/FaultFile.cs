using System.Text.Json;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>
/// Reads a file of faults: <c>{"seed": 1, "rules": [{"action": "DeleteSnapshot", "fault": "throttle", "rate": 0.2}]}</c>. A rule may also
/// have <c>region</c>, <c>account</c>, <c>skip</c> (calls that pass first), <c>times</c> (maximum number of faults) and
/// <c>delaySeconds</c>. <c>action</c> is a pattern; without it, the rule covers all actions.
/// </summary>
internal static class FaultFile
{
    /// <summary>The script of the file.</summary>
    /// <exception cref="InvalidFileException">The file has errors; all are named.</exception>
    public static FaultScript Read(ReadOnlyMemory<byte> json)
    {
        var errors = new List<FileError>();
        FaultScript script;
        try
        {
            using var document = JsonDocument.Parse(json);
            var file = new StrictObject(document.RootElement, "", errors);
            var seed = (int)(file.Whole("seed", 0, int.MaxValue) ?? 0);
            script = new(file.Objects("rules", ReadRule), seed);
            file.Close();
        }
        catch (JsonException e)
        {
            throw new InvalidFileException([FileError.NoJson(json, e)]);
        }

        return errors.Count == 0 ? script : throw new InvalidFileException(errors);
    }

    private static FaultRule ReadRule(StrictObject rule)
    {
        var valid = string.Join(", ", InjectedFault.All.Select(fault => fault.Name));
        var name = rule.RequiredText("fault", valid, text => InjectedFault.All.Any(fault => fault.Name == text) ? text : null);
        var fault = InjectedFault.All.FirstOrDefault(candidate => candidate.Name == name) ?? InjectedFault.Throttle;
        return new()
        {
            Action = rule.Text("action", "an action, * and ? allowed") ?? "*",
            Region = rule.Text("region", FleetTerms.RegionName, AwsFormats.RegionName),
            AccountId = rule.Text("account", FleetTerms.AccountId, AwsFormats.AccountId),
            Fault = rule.Number("delaySeconds", 0, 3600) is { } delay ? fault with { Delay = TimeSpan.FromSeconds((double)delay) } : fault,
            Rate = (double)(rule.Number("rate", 0, 1) ?? 1),
            Skip = (int)(rule.Whole("skip", 0, int.MaxValue) ?? 0),
            Times = (int)(rule.Whole("times", 0, int.MaxValue) ?? int.MaxValue),
        };
    }
}
