using System.Collections;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Everything that the command line takes from its machine.</summary>
internal sealed record ConsoleEnvironment
{
    /// <summary>The reader of standard input.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>The writer for the report or the result.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>The writer for everything else.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The terminal that shows <see cref="Out"/> to a person; null if there is none.</summary>
    public IAnsiConsole? Terminal { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Makes request ids.</summary>
    public required Func<Guid> NewId { get; init; }

    /// <summary>The function's assembly, run by the .NET host that runs the sandbox.</summary>
    public required Func<string> FunctionAssembly { get; init; }

    /// <summary>The environment of this process.</summary>
    public static ConsoleEnvironment OfThisProcess() => new()
    {
        In = Console.In,
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
