using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

/// <summary>
/// The build of the function that the tests with the trait <c>Starts=Function</c> start: the one built with them, or the one that
/// <c>SNAPSHOT_LAMBDA_TEST_FUNCTION</c> names, as in <c>artifacts/native/x86_64/bootstrap</c>.
/// </summary>
internal static class TestedFunction
{
    /// <summary>The one that is named; null where none is.</summary>
    public static string? Named { get; } = Environment.GetEnvironmentVariable("SNAPSHOT_LAMBDA_TEST_FUNCTION") is { Length: > 0 } named
        ? System.IO.Path.GetFullPath(named, Repository.Root)
        : null;

    /// <summary>The one that was built with the tests, for .NET's own runtime.</summary>
    public static string Managed { get; } = FunctionAssembly.Path(System.IO.Path.GetDirectoryName(SandboxProcess.Assembly)!);

    /// <summary>The one to start.</summary>
    public static string Path => Named ?? Managed;
}
