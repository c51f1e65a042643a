using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Fencing;

/// <summary>The texts of session policies. A session may do what both its policy and its role's allow.</summary>
internal static class SessionPolicy
{
    // Characters of Latin-1 stay themselves: escaped, each would take six of the few there are.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A session that reads, and can change nothing.</summary>
    public static string ToRead { get; } = Written(WriteReads);

    /// <summary>A session that reads, deletes what the conditions let, and sets our own tags where they are used.</summary>
    public static string ToDelete(FenceInputs terms, IEnumerable<TagCondition> conditions) => Written(json =>
    {
        WriteReads(json);
        WriteDeletion(json, terms, conditions, needsMark: terms.Plan.Safeguards.GraceDays > 0);
        if (terms.Plan.Safeguards.GraceDays > 0 || terms.Plan.Safeguards.RecycleBin is not RecycleBin.Off) WriteTagging(json, terms);
    });

    /// <summary>A session that may only ask whether it could delete what the conditions let.</summary>
    public static string ToTry(FenceInputs terms, IEnumerable<TagCondition> conditions) => Written(json => WriteDeletion(json, terms, conditions, needsMark: false));

    /// <summary>A session that may delete this one snapshot, whatever its age and tags: to see whether anything but the fence denies it.</summary>
    public static string ToCompare(FenceInputs terms, string snapshotId) => Written(json =>
        WriteAllow(json, ["ec2:DeleteSnapshot"], $"arn:{terms.Partition}:ec2:{terms.Region}::snapshot/{snapshotId}", _ => { }));

    private static void WriteReads(Utf8JsonWriter json) => WriteAllow(json, ["ec2:Describe*", "ec2:ListSnapshotsInRecycleBin", "ec2:ListImagesInRecycleBin"], "*", _ => { });

    private static void WriteDeletion(Utf8JsonWriter json, FenceInputs terms, IEnumerable<TagCondition> conditions, bool needsMark)
    {
        var block = new ConditionBlock();
        if (terms.Mode is FenceMode.On) block.Add("DateLessThan", "ec2:SnapshotTime", terms.Cutoff.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (needsMark) block.Add(new TagCondition(TagTest.Present, OwnTags.DeleteAfter, []));
        foreach (var condition in conditions.OrderByDescending(condition => condition.Test)) block.Add(condition);
        WriteAllow(json, ["ec2:DeleteSnapshot"], Snapshots(terms), block.Write);
    }

    /// <summary>ForAllValues holds for a request that names no keys, and DeleteTags without keys takes every tag off: hence Null.</summary>
    private static void WriteTagging(Utf8JsonWriter json, FenceInputs terms)
    {
        var block = new ConditionBlock();
        block.Add("ForAllValues:StringEquals", "aws:TagKeys", [.. OwnTags.Keys]);
        block.Add("Null", "aws:TagKeys", "false");
        WriteAllow(json, ["ec2:CreateTags", "ec2:DeleteTags"], Snapshots(terms), block.Write);
    }

    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-resources-for-iam-policies
    private static string Snapshots(FenceInputs terms) => $"arn:{terms.Partition}:ec2:{terms.Region}::snapshot/*";

    private static void WriteAllow(Utf8JsonWriter json, IReadOnlyList<string> actions, string resource, Action<Utf8JsonWriter> writeCondition)
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
