using System.IO.Compression;
using System.Text.Json;

namespace SnapshotLambda.Report.Plans;

/// <summary>
/// A plan file, plain or gzipped. It is read snapshot by snapshot, as often as asked, so that its size costs no memory. What is wrong with
/// it is an <see cref="InvalidPlanException"/>.
/// </summary>
internal sealed class PlanFile
{
    private readonly string _name;
    private readonly Func<Stream> _open;

    private PlanFile(string name, Func<Stream> open, PlanHeader? header)
    {
        (_name, _open) = (name, open);
        Header = header ?? ReadHeader();
    }

    /// <summary>The plan as a whole.</summary>
    public PlanHeader Header { get; }

    /// <summary>Opens a plan, and reads it to its end once.</summary>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="open">Opens the file at its beginning.</param>
    public static PlanFile Open(string name, Func<Stream> open) => new(name, open, header: null);

    /// <summary>A plan that this process has written itself, so that it need not be read to know what it is.</summary>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="open">Opens the file at its beginning.</param>
    /// <param name="header">The plan as a whole.</param>
    public static PlanFile Written(string name, Func<Stream> open, PlanHeader header) => new(name, open, header);

    /// <summary>Its snapshots, in the file's order.</summary>
    public IEnumerable<PlannedSnapshot> Snapshots()
    {
        using var stream = Content();
        var json = new JsonPull(stream);
        _ = Checked(json.Next);
        while (Checked(json.Next) == JsonTokenType.PropertyName)
        {
            if (json.Name != "snapshots")
            {
                _ = Checked(json.NextValue);
                continue;
            }

            _ = Checked(json.Next);
            while (Checked(json.NextValue) is { } value) yield return SnapshotOf(new PlanFields(_name, value));
        }
    }

    private PlanHeader ReadHeader()
    {
        using var stream = Content();
        var json = new JsonPull(stream);
        if (Checked(json.Next) != JsonTokenType.StartObject) throw Wrong("it is not a JSON object");
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var snapshots = 0;
        var hasSnapshots = false;
        while (Checked(json.Next) == JsonTokenType.PropertyName)
        {
            var name = json.Name;
            if (name == "snapshots")
            {
                if (Checked(json.Next) != JsonTokenType.StartArray) throw Wrong("\"snapshots\" is no array");
                hasSnapshots = true;
                for (; Checked(json.NextValue) is { } snapshot; snapshots++) SnapshotOf(new PlanFields(_name, snapshot));

                continue;
            }

            if (Checked(json.NextValue) is { } value) fields[name] = value;
        }

        if (Checked(json.Next) != JsonTokenType.None) throw Wrong("text follows its end");
        var header = HeaderOf(new PlanFields(_name, fields));
        return !hasSnapshots ? throw Wrong("it lacks \"snapshots\"")
            : snapshots != header.Counts.Scanned
                ? throw Wrong(FormattableString.Invariant($"it counts {header.Counts.Scanned:N0} snapshots and lists {snapshots:N0}"))
                : header;
    }

    private Stream Content()
    {
        var stream = _open();
        Span<byte> begin = stackalloc byte[2];
        var length = stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        if (length == 2 && begin[0] == 0x1f && begin[1] == 0x8b) return new GZipStream(stream, CompressionMode.Decompress);
        return stream;
    }

    private T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException fault)
        {
            throw Wrong($"it is not JSON: {fault.Message}", fault);
        }
        catch (InvalidDataException fault)
        {
            throw Wrong("it is damaged, or was cut short", fault);
        }
    }

    private InvalidPlanException Wrong(string fault, Exception? inner = null) => PlanFields.NoPlan(_name, fault, inner);

    private PlanHeader HeaderOf(PlanFields fields)
    {
        var format = fields.Text("format");
        if (format != PlanHeader.CurrentFormat)
            throw Wrong($"its format is \"{format}\", and this version reads {PlanHeader.CurrentFormat}");
        var counts = fields.Object("counts");
        return new PlanHeader
        {
            RunId = fields.Text("runId"),
            Version = fields.Text("version"),
            Account = fields.Text("account"),
            Region = fields.Text("region"),
            DryRun = fields.Flag("dryRun"),
            PlannedAt = fields.Instant("plannedAt"),
            ReferenceTime = fields.Instant("referenceTime"),
            Cutoff = fields.Instant("cutoff"),
            Policies = [.. fields.Objects("policies").Select(policy => new PlanPolicy(policy.Text("name"), policy.Instant("cutoff")))],
            Digest = fields.Text("digest"),
            IsTooLarge = fields.Flag("tooLarge"),
            UsesRecycleBin = fields.Flag("recycleBin"),
            DeleteAfter = fields.OptionalText("deleteAfter"),
            PricePerGiBMonth = fields.OptionalNumber("pricePerGiBMonth"),
            Counts = new PlanCounts
            {
                Scanned = counts.Whole("scanned"),
                InScope = counts.Whole("inScope"),
                ToDelete = counts.Whole("toDelete"),
                ToMark = counts.Whole("toMark"),
                Waiting = counts.Whole("waiting"),
                Kept = counts.Object("kept").Wholes(),
            },
        };
    }

    private static PlannedSnapshot SnapshotOf(PlanFields fields) => new()
    {
        Id = fields.Text("id"),
        VolumeId = fields.OptionalText("volumeId"),
        IsCopy = fields.OptionalFlag("copy"),
        StartTime = fields.OptionalInstant("startTime"),
        SizeGiB = fields.Whole("sizeGiB"),
        AtMostBytes = fields.Long("atMostBytes"),
        IsArchived = fields.OptionalFlag("archived"),
        Description = fields.OptionalText("description"),
        Tags = fields.Tags("tags"),
        Decision = PlanNames.Find(fields.Text("decision")) ?? throw fields.Wrong("decision", $"one of {PlanNames.Valid}"),
        Reason = fields.OptionalText("reason"),
        Policy = fields.OptionalText("policy"),
        Periods = fields.Texts("periods"),
        IsSharingUnknown = fields.OptionalFlag("sharingUnknown"),
    };
}
