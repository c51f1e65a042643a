using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>
/// The folder that the function writes a run's plans and result to while it runs, where a report was asked for. It is removed afterwards.
/// </summary>
internal sealed class ReportFolder : IDisposable
{
    private const string Variable = "SNAPSHOT_LAMBDA_REPORT_FOLDER";

    private readonly string? _own;
    private readonly string? _path;

    private ReportFolder(string? own, string? path) => (_own, _path) = (own, path);

    /// <summary>Makes a folder if the request asks for a report; one that <c>--env</c> names is used, and stays.</summary>
    public static ReportFolder For(InvokeRequest request)
    {
        if (!request.Report.IsWanted) return new ReportFolder(own: null, path: null);
        if (request.Environment.GetValueOrDefault(Variable) is { Length: > 0 } named) return new ReportFolder(own: null, named);
        var own = Directory.CreateTempSubdirectory("snapshot-lambda-report-").FullName;
        return new ReportFolder(own, own);
    }

    /// <summary>The request with the folder in the function's environment.</summary>
    public InvokeRequest Onto(InvokeRequest request) => _own is null
        ? request
        : request with
        {
            Environment = new Dictionary<string, string>(request.Environment, StringComparer.Ordinal) { [Variable] = _own },
        };

    /// <summary>Writes the report of what the run left there.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reply">The function's reply; null without one.</param>
    public void Write(InvokeRequest request, FunctionReply? reply)
    {
        if (_path is null) return;
        var result = reply is FunctionReply.Answered { Json: var json } ? ResultJson.TryRead(json) : null;
        request.Report.Write(RunFiles.OfRun(_path, result));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_own is not null) Directory.Delete(_own, recursive: true);
    }
}
