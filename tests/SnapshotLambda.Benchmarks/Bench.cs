using SnapshotLambda.Benchmarks.Processes;

namespace SnapshotLambda.Benchmarks;

/// <summary>What all limits are measured with: the builds of the function, a temporary folder, and a place to say what goes on.</summary>
internal sealed class Bench(BenchmarkSettings settings, TextWriter output) : IAsyncDisposable
{
    private const string Function = "SnapshotLambda";

    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot-lambda-benchmarks-").FullName;
    private PublishedLambda? _managed;
    private PublishedLambda? _native;
    private bool _isNativeTried;
    private PublishedLambda? _before;
    private PublishedLambda? _helloWorld;

    /// <summary>What is asked for.</summary>
    public BenchmarkSettings Settings => settings;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>Which builds were measured so far: of which commits, and on which packages.</summary>
    public string Built => string.Join("; ", new[]
    {
        _managed is null ? null : $"the managed build of {_managed.Commit} on {_managed.Packages}",
        _native is null ? null : "the native build of the same sources on the same packages",
        _before is null ? null : $"before: the managed build of {_before.Commit} on {_before.Packages}",
        settings.Function is null ? null : $"the function whose limits these are: {Path.GetFileName(settings.Function)}",
    }.OfType<string>());

    /// <summary>Prints a line.</summary>
    public void Say(string line) => output.WriteLine(line);

    /// <summary>The function whose limits are measured: the managed build, or the one that was named.</summary>
    public async Task<PublishedLambda> FunctionAsync(CancellationToken cancellationToken) =>
        settings.Function is { } named ? new PublishedLambda(Path.GetFullPath(named)) : await ManagedAsync(cancellationToken);

    /// <summary>The managed build, published once.</summary>
    public async Task<PublishedLambda> ManagedAsync(CancellationToken cancellationToken) =>
        _managed ??= await PublishAsync($"src/{Function}", "function", cancellationToken);

    /// <summary>The native build, made once; null where this machine cannot make one.</summary>
    public async Task<PublishedLambda?> NativeAsync(CancellationToken cancellationToken)
    {
        if (_isNativeTried) return _native;
        _isNativeTried = true;
        Say("   building the native program");
        return _native = await PublishedLambda.BuildNativeAsync(Say, cancellationToken);
    }

    /// <summary>The function of the earlier version, published once unless it is; null where there is none to measure.</summary>
    public async Task<PublishedLambda?> BeforeAsync(CancellationToken cancellationToken)
    {
        if (settings.Before is null) return null;
        var folder = Path.GetFullPath(settings.Before);
        var published = Path.Combine(folder, $"{Function}.dll");
        return _before ??= File.Exists(published)
            ? new PublishedLambda(published)
            : await PublishAsync(Path.Combine(folder, "src", Function), "before", cancellationToken);
    }

    /// <summary>The builds to measure side by side. One that cannot be had here is left out.</summary>
    public async Task<IReadOnlyList<Build>> BuildsAsync(CancellationToken cancellationToken)
    {
        var managed = await ManagedAsync(cancellationToken);
        var (native, before) = (await NativeAsync(cancellationToken), await BeforeAsync(cancellationToken));
        return
        [
            .. native is null ? (Build[])[] : [new Build(Build.Native, native)],
            new Build(Build.Managed, managed),
            .. before is null ? (Build[])[] : [new Build(Build.Before, before)],
        ];
    }

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
