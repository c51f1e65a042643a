using System.CommandLine;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The options that say what the embedded sandbox contains.</summary>
internal sealed class WorldOptions
{
    /// <summary>
    /// Snapshots of a fleet whose size nobody chose: as many as bring about every reason to keep one, and no more candidates
    /// than can be asked about within seconds, at the pace that EC2 allows.
    /// </summary>
    public const int DefaultSnapshots = 700;

    /// <summary>The seed of a fleet whose seed nobody chose.</summary>
    public const int DefaultSeed = 1;

    private const string LookForFleets = "docs/sandbox.md describes a fleet, and invoke --world-after FILE writes one";

    private const string LookForFaults = "docs/sandbox.md describes a file of faults";

    private const int MostSnapshots = 1_000_000;

    private readonly Option<string> fleet = OptionValue.One("--fleet", "FILE", "The fleet to clean, as a JSON file; --world-after writes the same form, and docs/sandbox.md describes it.");
    private readonly Option<string> snapshots = OptionValue.One("--snapshots", "N", $"Or a generated fleet of N snapshots in each region. Default: {DefaultSnapshots}.");
    private readonly Option<string> seed = OptionValue.One("--seed", "S", $"The generated fleet's seed: the same one makes the same fleet. Default: {DefaultSeed}.");
    private readonly Option<string> regions = OptionValue.One("--regions", "a,b", $"The generated fleet's regions. Default: {SandboxSetup.DefaultRegion}.");
    private readonly Option<string> requestLimits = OptionValue.One("--request-limits", "ec2|off", "EC2's token buckets for requests, or none. Default: ec2.");
    private readonly Option<string> faults = OptionValue.One("--faults", "FILE", "Faults that the sandbox makes, as a JSON file; docs/sandbox.md describes it.");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [fleet, snapshots, seed, regions, requestLimits, faults];

    /// <summary>What they ask for. Files are read and checked, the fleet is generated as of now.</summary>
    /// <exception cref="UsageException">They contradict each other, or a value is not valid.</exception>
    public SandboxSetup Read(ParseResult parsed, TimeProvider clock)
    {
        var options = new SandboxOptions
        {
            RequestLimits = parsed.Word(requestLimits, "ec2", "off") != "off",
            Faults = parsed.Text(faults) is { } script ? Checked(faults, script, FaultFile.Read, LookForFaults).For : null,
            Seed = parsed.Whole(seed, int.MinValue, int.MaxValue) ?? DefaultSeed,
            Time = clock,
        };
        return new SandboxSetup(World(parsed, clock.GetUtcNow()), options);
    }

    private World World(ParseResult parsed, DateTimeOffset now)
    {
        if (parsed.Text(fleet) is not { } file)
            return Generated(parsed, now);
        foreach (Option<string> generated in new[] { snapshots, seed, regions })
        {
            if (parsed.IsGiven(generated))
                throw OptionValue.Contradiction(fleet, generated, "a fleet file is the whole fleet.");
        }

        return Checked(fleet, file, json => FleetReader.Read(json, now), LookForFleets);
    }

    private World Generated(ParseResult parsed, DateTimeOffset now) => GeneratedFleet.Generate(
        parsed.Whole(snapshots, 0, MostSnapshots) ?? DefaultSnapshots,
        parsed.Whole(seed, int.MinValue, int.MaxValue) ?? DefaultSeed,
        parsed.Regions(regions) ?? [SandboxSetup.DefaultRegion],
        now);

    private static T Checked<T>(Option<string> option, string path, Func<ReadOnlyMemory<byte>, T> read, string whereToLook)
    {
        ReadOnlyMemory<byte> bytes = InputFile.Read(option.Name, path);
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
