using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Fencing;

/// <summary>Writes session policies. A session may do only what both its policy and its role's policies allow.</summary>
internal static class SessionPolicy
{
    // Latin-1 characters are written unescaped: an escape takes six of the few characters that a policy may have.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The policy of a session that reads and can change nothing.</summary>
    public static string ToRead { get; } = Written(WriteReads);

    /// <summary>
    /// The policy of a session that reads, deletes snapshots that meet the conditions, and sets this tool's own tags where they are used.
    /// </summary>
    public static string ToDelete(FenceInputs terms, IEnumerable<Protection> protections) => Written(json =>
    {
        WriteReads(json);
        WriteDeletion(json, terms, protections, needsMark: terms.Plan.Safeguards.GraceDays > 0);
        if (OwnKeys(terms) is { Length: > 0 } keys) WriteTagging(json, terms, keys);
    });

    /// <summary>The policy of a session that may only ask if it could delete the snapshots that meet the conditions.</summary>
    public static string ToTry(FenceInputs terms, IEnumerable<Protection> protections) =>
        Written(json => WriteDeletion(json, terms, protections, needsMark: false));

    /// <summary>
    /// The policy of a session that may delete this one snapshot, whatever its age and tags. It shows if anything but the fence denies it.
    /// </summary>
    public static string ToCompare(FenceInputs terms, string snapshotId) => Written(json =>
        WriteAllow(json, ["ec2:DeleteSnapshot"], $"arn:{terms.Partition}:ec2:{terms.Region}::snapshot/{snapshotId}", _ => { }));

    /// <summary>
    /// The policy of a session that reads, and restores from the Recycle Bin what one run deleted, or any run of one function.
    /// <see cref="OwnTags.Run"/> tells it; so it is taken off with the other tags at once, and by no call before.
    /// </summary>
    /// <param name="partition">The partition, as in <c>aws</c>.</param>
    /// <param name="region">The region.</param>
    /// <param name="run">The run.</param>
    public static string ToRestore(string partition, string region, RunTag run) => Written(json =>
    {
        var snapshots = $"arn:{partition}:ec2:{region}::snapshot/*";
        WriteReads(json);
        WriteAllow(json, ["ec2:RestoreSnapshotFromRecycleBin"], snapshots, OfRun().Write);
        WriteAllow(json, ["ec2:CreateTags"], snapshots, WithKeys([OwnTags.KeepUntil]).Write);
        WriteAllow(json, ["ec2:DeleteTags"], snapshots, WithKeys(OwnTags.OfDeletion).Write);

        ConditionBlock OfRun()
        {
            var block = new ConditionBlock();
            block.Add(run.RunId is null ? "StringLike" : "StringEquals", $"aws:ResourceTag/{OwnTags.Run}", run.Value);
            return block;
        }

        ConditionBlock WithKeys(IReadOnlyList<string> keys)
        {
            var block = OfRun();
            block.Add("ForAllValues:StringEquals", "aws:TagKeys", [.. keys]);
            block.Add("Null", "aws:TagKeys", "false");
            return block;
        }
    });

    private static void WriteReads(Utf8JsonWriter json) =>
        WriteAllow(json, ["ec2:Describe*", "ec2:List*InRecycleBin"], "*", _ => { });

    private static void WriteDeletion(Utf8JsonWriter json, FenceInputs terms, IEnumerable<Protection> protections, bool needsMark)
    {
        var said = protections.ToList();
        var block = new ConditionBlock();
        if (terms.Mode is FenceMode.On) block.Add("DateLessThan", "ec2:SnapshotTime", Instant(terms.Cutoff));
        if (needsMark) block.Add(new TagCondition(TagTest.Present, OwnTags.DeleteAfter, []));
        Add(block, said.Select(protection => protection.Condition).OfType<TagCondition>());
        WriteAllow(json, ["ec2:DeleteSnapshot"], Snapshots(terms), block.Write);
        foreach (var refusal in said.Select(protection => protection.Refusal).OfType<Refusal>()) WriteDeny(json, refusal);
    }

    /// <summary>Writes a Deny. It names no resource: each character counts, and the Allow names which snapshots there are.</summary>
    private static void WriteDeny(Utf8JsonWriter json, Refusal refusal)
    {
        var block = new ConditionBlock();
        if (refusal.Since is { } since) block.Add("DateGreaterThanEquals", "ec2:SnapshotTime", Instant(since));
        Add(block, refusal.Conditions);
        Write(json, "Deny", ["ec2:DeleteSnapshot"], "*", block.Write);
    }

    private static void Add(ConditionBlock block, IEnumerable<TagCondition> conditions)
    {
        foreach (var condition in conditions.OrderByDescending(condition => condition.Test)) block.Add(condition);
    }

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The tags of this tool's own that the session has to set or take off.</summary>
    private static string[] OwnKeys(FenceInputs terms) =>
    [
        .. terms.Plan.Safeguards.GraceDays > 0 || terms.Plan.Safeguards.RecycleBin is not RecycleBin.Off ? OwnTags.KeyPatterns : [],
        .. terms.TagsLeftovers ? [OwnTags.LeftoverSince] : Array.Empty<string>(),
    ];

    /// <summary>
    /// Writes the permission to tag. <c>ForAllValues</c> also matches a request without keys, and DeleteTags without keys removes every
    /// tag: <c>Null</c> refuses it.
    /// </summary>
    private static void WriteTagging(Utf8JsonWriter json, FenceInputs terms, string[] keys)
    {
        var block = new ConditionBlock();
        block.Add("ForAllValues:StringLike", "aws:TagKeys", keys);
        block.Add("Null", "aws:TagKeys", "false");
        WriteAllow(json, ["ec2:CreateTags", "ec2:DeleteTags"], Snapshots(terms), block.Write);
    }

    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-resources-for-iam-policies
    private static string Snapshots(FenceInputs terms) => $"arn:{terms.Partition}:ec2:{terms.Region}::snapshot/*";

    private static void WriteAllow(
        Utf8JsonWriter json, IReadOnlyList<string> actions, string resource, Action<Utf8JsonWriter> writeCondition) =>
        Write(json, "Allow", actions, resource, writeCondition);

    private static void Write(
        Utf8JsonWriter json, string effect, IReadOnlyList<string> actions, string resource, Action<Utf8JsonWriter> writeCondition)
    {
        json.WriteStartObject();
        json.WriteString("Effect", effect);
        json.WritePropertyName("Action");
        ConditionBlock.WriteTexts(json, actions);
        json.WriteString("Resource", resource);
        writeCondition(json);
        json.WriteEndObject();
    }

    private static string Written(Action<Utf8JsonWriter> writeStatements)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Unescaped))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");
            writeStatements(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
