using SnapshotLambda.Benchmarks.Processes;

namespace SnapshotLambda.Benchmarks;

/// <summary>What all limits are measured with: the published function, a temporary folder, and a place to say what goes on.</summary>
internal sealed class Bench(BenchmarkSettings settings, TextWriter output) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot-lambda-benchmarks-").FullName;
    private PublishedLambda? _function;
    private PublishedLambda? _native;
    private bool _isNativeTried;
    private PublishedLambda? _before;
    private PublishedLambda? _helloWorld;

    /// <summary>What is asked for.</summary>
    public BenchmarkSettings Settings => settings;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>Prints a line.</summary>
    public void Say(string line) => output.WriteLine(line);

    /// <summary>The function, published once.</summary>
    public async Task<PublishedLambda> FunctionAsync(CancellationToken cancellationToken) =>
        _function ??= await PublishAsync("src/SnapshotLambda", "function", cancellationToken);

    /// <summary>The function as a native program, built once; null where this machine cannot build one.</summary>
    public async Task<PublishedLambda?> NativeAsync(CancellationToken cancellationToken)
    {
        if (_isNativeTried) return _native;
        _isNativeTried = true;
        Say("   building the native program");
        return _native = await PublishedLambda.BuildNativeAsync(Say, cancellationToken);
    }

    /// <summary>The function of the earlier version, published once; null where there is none to measure.</summary>
    public async Task<PublishedLambda?> BeforeAsync(CancellationToken cancellationToken) =>
        Settings.Before is null ? null : _before ??= await PublishAsync(Path.Combine(Path.GetFullPath(Settings.Before), "src/SnapshotLambda"), "before", cancellationToken);

    /// <summary>The smallest Lambda there is, published once.</summary>
    public async Task<PublishedLambda> HelloWorldAsync(CancellationToken cancellationToken) =>
        _helloWorld ??= await PublishAsync("tests/SnapshotLambda.Benchmarks/HelloWorld", "hello-world", cancellationToken);

    /// <summary>The path of a file in the temporary folder.</summary>
    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<PublishedLambda> PublishAsync(string project, string name, CancellationToken cancellationToken)
    {
        Say($"   publishing {project}");
        return PublishedLambda.PublishAsync(project, Path.Combine(_folder, name), cancellationToken);
    }
}
