using System.Collections;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>All that the command line takes from the machine it runs on.</summary>
internal sealed record ConsoleEnvironment
{
    /// <summary>Where the report, or the result, goes.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where everything else goes.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The terminal in which a person sees <see cref="Out"/>; null where nobody does.</summary>
    public IAnsiConsole? Terminal { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Makes request ids.</summary>
    public required Func<Guid> NewId { get; init; }

    /// <summary>The function's assembly, run by the .NET host that runs the sandbox.</summary>
    public required Func<string> FunctionAssembly { get; init; }

    /// <summary>What this process has.</summary>
    public static ConsoleEnvironment OfThisProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        Terminal = Console.IsOutputRedirected ? null : AnsiConsole.Console,
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal),
        Clock = TimeProvider.System,
        NewId = Guid.NewGuid,
        FunctionAssembly = () => Lambda.FunctionAssembly.Path(AppContext.BaseDirectory),
    };
}
