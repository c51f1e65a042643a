using SnapshotLambda.Core.Guards;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Execution;

/// <summary>The settings and rules of the tests of the Recycle Bin.</summary>
internal static class Retirement
{
    public const string Retired = "snapshot-lambda:retired";

    public const string Rule = """ "recycleBin": [ { "days": 7, "tag": "snapshot-lambda:retired=true" } ] """;

    public const string Use = """ "recycleBin": "use" """;

    public const string Require = """ "recycleBin": "require" """;

    public static IEnumerable<string> BinOf(Scenario night) => night.World.Accounts[0].Regions[0].Bin.Keys;

    public static InjectedFault Refusal(string code, string message, int status = 400) =>
        new(code) { Error = _ => new ApiError(code, message, status) };

    public static string AllGuards => $"[{string.Join(", ", Guard.All.Select(guard => $""" "{guard.Name}" """))}]";
}
