using System.Text.Json;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Report.Results;

/// <summary>A run's <c>result.json</c>: the function's reply, as a file. Fields of a later version are passed over.</summary>
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

    /// <summary>Writes a result as UTF-8.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">The file. It is left open.</param>
    public static void Write(RunResult result, Stream stream) => JsonSerializer.Serialize(stream, result, ResultTypes.Default.RunResult);

    private static InvalidResultException Wrong(string name, string fault, Exception? inner = null) => new(
        $"{name} is no result of SnapshotLambda: {fault} Name a result.json that a run wrote, or leave it out: "
            + "a report can be made of the plans alone.",
        inner);
}
