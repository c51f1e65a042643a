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
    public static string ToDelete(FenceInputs terms, IEnumerable<TagCondition> conditions) => Written(json =>
    {
        WriteReads(json);
        WriteDeletion(json, terms, conditions, needsMark: terms.Plan.Safeguards.GraceDays > 0);
        if (terms.Plan.Safeguards.GraceDays > 0 || terms.Plan.Safeguards.RecycleBin is not RecycleBin.Off) WriteTagging(json, terms);
    });

    /// <summary>The policy of a session that may only ask if it could delete the snapshots that meet the conditions.</summary>
    public static string ToTry(FenceInputs terms, IEnumerable<TagCondition> conditions) =>
        Written(json => WriteDeletion(json, terms, conditions, needsMark: false));

    /// <summary>
    /// The policy of a session that may delete this one snapshot, whatever its age and tags. It shows if anything but the fence denies it.
    /// </summary>
    public static string ToCompare(FenceInputs terms, string snapshotId) => Written(json =>
        WriteAllow(json, ["ec2:DeleteSnapshot"], $"arn:{terms.Partition}:ec2:{terms.Region}::snapshot/{snapshotId}", _ => { }));

    private static void WriteReads(Utf8JsonWriter json) =>
        WriteAllow(json, ["ec2:Describe*", "ec2:ListSnapshotsInRecycleBin", "ec2:ListImagesInRecycleBin", "ec2:ListVolumesInRecycleBin"], "*", _ => { });

    private static void WriteDeletion(Utf8JsonWriter json, FenceInputs terms, IEnumerable<TagCondition> conditions, bool needsMark)
    {
        var block = new ConditionBlock();
        var cutoff = terms.Cutoff.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (terms.Mode is FenceMode.On) block.Add("DateLessThan", "ec2:SnapshotTime", cutoff);
        if (needsMark) block.Add(new TagCondition(TagTest.Present, OwnTags.DeleteAfter, []));
        foreach (var condition in conditions.OrderByDescending(condition => condition.Test)) block.Add(condition);
        WriteAllow(json, ["ec2:DeleteSnapshot"], Snapshots(terms), block.Write);
    }

    /// <summary>
    /// Writes the permission to tag. <c>ForAllValues</c> also matches a request without keys, and DeleteTags without keys removes every
    /// tag: <c>Null</c> refuses it.
    /// </summary>
    private static void WriteTagging(Utf8JsonWriter json, FenceInputs terms)
    {
        var block = new ConditionBlock();
        block.Add("ForAllValues:StringEquals", "aws:TagKeys", [.. OwnTags.Keys]);
        block.Add("Null", "aws:TagKeys", "false");
        WriteAllow(json, ["ec2:CreateTags", "ec2:DeleteTags"], Snapshots(terms), block.Write);
    }

    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-resources-for-iam-policies
    private static string Snapshots(FenceInputs terms) => $"arn:{terms.Partition}:ec2:{terms.Region}::snapshot/*";

    private static void WriteAllow(
        Utf8JsonWriter json, IReadOnlyList<string> actions, string resource, Action<Utf8JsonWriter> writeCondition)
    {
        json.WriteStartObject();
        json.WriteString("Effect", "Allow");
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
