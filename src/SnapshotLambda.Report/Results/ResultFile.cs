using System.Text.Json;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Report.Results;

/// <summary>Reads a run's <c>result.json</c>. Fields of a later version are passed over.</summary>
internal static class ResultFile
{
    /// <summary>Reads a result.</summary>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="stream">The file. It is left open.</param>
    /// <exception cref="InvalidResultException">The file is no result.</exception>
    public static RunResult Read(string name, Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize(stream, ResultTypes.Default.RunResult) ?? throw Wrong(name, "it is null");
        }
        catch (JsonException fault)
        {
            throw Wrong(name, fault.Message, fault);
        }
    }

    private static InvalidResultException Wrong(string name, string fault, Exception? inner = null) => new(
        $"{name} is no result of SnapshotLambda: {fault} Name a result.json that a run wrote, or leave it out: "
            + "a report can be made of the plans alone.",
        inner);
}
