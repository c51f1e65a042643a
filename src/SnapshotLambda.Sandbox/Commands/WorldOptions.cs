using System.CommandLine;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The options for the content of the embedded sandbox.</summary>
internal sealed class WorldOptions
{
    /// <summary>
    /// The default size of a fleet: enough snapshots for every reason to keep one, and few enough candidates to ask about them within
    /// seconds at EC2's rate.
    /// </summary>
    public const int DefaultSnapshots = 700;

    /// <summary>The default seed of a fleet.</summary>
    public const int DefaultSeed = 1;

    private const string LookForFleets = "docs/sandbox.md describes a fleet, and invoke --world-after FILE writes one";

    private const string LookForFaults = "docs/sandbox.md describes a file of faults";

    private const int MostSnapshots = 1_000_000;

    private readonly Option<string> _fleet = OptionValue.One(
        "--fleet", "FILE", "The fleet to clean, as a JSON file; --world-after writes the same form, and docs/sandbox.md describes it.");
    private readonly Option<string> _snapshots =
        OptionValue.One("--snapshots", "N", $"Or a generated fleet of N snapshots in each region. Default: {DefaultSnapshots}.");
    private readonly Option<string> _seed =
        OptionValue.One("--seed", "S", $"The generated fleet's seed: the same one makes the same fleet. Default: {DefaultSeed}.");
    private readonly Option<string> _regions =
        OptionValue.One("--regions", "a,b", $"The generated fleet's regions. Default: {SandboxSetup.DefaultRegion}.");
    private readonly Option<string> _requestLimits =
        OptionValue.One("--request-limits", "ec2|off", "EC2's token buckets for requests, or none. Default: ec2.");
    private readonly Option<string> _faults =
        OptionValue.One("--faults", "FILE", "Faults that the sandbox makes, as a JSON file; docs/sandbox.md describes it.");

    /// <summary>All of these options.</summary>
    public IReadOnlyList<Option> All => [_fleet, _snapshots, _seed, _regions, _requestLimits, _faults];

    /// <summary>Reads the options and files, and generates the fleet as of now.</summary>
    /// <exception cref="UsageException">Options contradict each other, or a value is not valid.</exception>
    public SandboxSetup Read(ParseResult parsed, TimeProvider clock)
    {
        var options = new SandboxOptions
        {
            RequestLimits = parsed.Word(_requestLimits, "ec2", "off") != "off",
            Faults = parsed.Text(_faults) is { } script ? Checked(_faults, script, FaultFile.Read, LookForFaults).For : null,
            Seed = parsed.Whole(_seed, int.MinValue, int.MaxValue) ?? DefaultSeed,
            Time = clock,
        };
        return new SandboxSetup(World(parsed, clock.GetUtcNow()), options);
    }

    private World World(ParseResult parsed, DateTimeOffset now)
    {
        if (parsed.Text(_fleet) is not { } file)
            return Generated(parsed, now);
        foreach (var generated in new[] { _snapshots, _seed, _regions })
        {
            if (parsed.IsGiven(generated))
                throw OptionValue.Contradiction(_fleet, generated, "a fleet file is the whole fleet.");
        }

        return Checked(_fleet, file, json => FleetReader.Read(json, now), LookForFleets);
    }

    private World Generated(ParseResult parsed, DateTimeOffset now) => GeneratedFleet.Generate(
        parsed.Whole(_snapshots, 0, MostSnapshots) ?? DefaultSnapshots,
        parsed.Whole(_seed, int.MinValue, int.MaxValue) ?? DefaultSeed,
        parsed.Regions(_regions) ?? [SandboxSetup.DefaultRegion],
        now);

    private static T Checked<T>(Option<string> option, string path, Func<ReadOnlyMemory<byte>, T> read, string whereToLook)
    {
        var bytes = InputFile.Read(option.Name, path);
        try
        {
            return read(bytes);
        }
        catch (InvalidFileException fault)
        {
            throw FileFaults.In(option, path, fault, whereToLook);
        }
    }
}
