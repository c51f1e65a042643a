using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SnapshotLambda.Sandbox.Redacting;

namespace SnapshotLambda.Tests.Sandbox.Redacting;

public sealed class RedactorTests
{
    private static string Redacted(string text) => Redactor.Redact(text).Text;

    [Fact]
    public void A_line_of_the_log_keeps_its_form_and_what_the_function_says()
    {
        var line = Redacted(
            """{"level":"Information","message":"snapshot_would_delete","run_id":"2026-11-27-8f6f1a1e-5a2b-4d4e-9a51-0a1b2c3d4e5f","account":"123456789012","region":"eu-west-1","dry_run":true,"snapshot_id":"snap-0abc12345678def01","start_time":"2026-01-02T03:04:05.0000000+00:00","volume_id":"vol-0123456789abcdef0","size_gib":8,"full_size_bytes":107374182400,"tags":"Team=payroll, Name=nightly of db","why":"older than maxAgeDays","policy":"daily of payroll"}""");

        Assert.Equal(
            """{"level":"Information","message":"snapshot_would_delete","run_id":"2026-11-27-00000000-0000-0000-0000-000000000001","account":"000000000001","region":"eu-west-1","dry_run":true,"snapshot_id":"snap-00000000000000001","start_time":"2026-01-02T03:04:05.0000000+00:00","volume_id":"vol-00000000000000001","size_gib":8,"full_size_bytes":107374182400,"tags":"key-1=value-1, key-2=value-2","why":"older than maxAgeDays","policy":"policy-1"}""",
            line);
    }

    [Fact]
    public void The_same_thing_has_the_same_pseudonym_in_whatever_line_and_form()
    {
        var lines = Redacted(
            """
            {"message":"snapshot_failed","snapshot_id":"snap-0aaaaaaaaaaaaaaa1","error":"The snapshot snap-0aaaaaaaaaaaaaaa1 of Payroll is in use by ami-0bbbbbbbbbbbbbbb1."}
            2026-11-27T03:00:00.123Z {"message":"snapshot_kept","snapshot_id":"snap-0aaaaaaaaaaaaaaa1","tags":"Team=Payroll"}
            REPORT RequestId: 8f6f1a1e-5a2b-4d4e-9a51-0a1b2c3d4e5f Duration: 5.12 ms
            """).Split('\n');

        Assert.Equal(
            """{"message":"snapshot_failed","snapshot_id":"snap-00000000000000001","error":"The snapshot snap-00000000000000001 of value-1 is in use by ami-00000000000000001."}""",
            lines[0]);
        Assert.Equal(
            """2026-11-27T03:00:00.123Z {"message":"snapshot_kept","snapshot_id":"snap-00000000000000001","tags":"key-1=value-1"}""", lines[1]);
        Assert.Equal("REPORT RequestId: 00000000-0000-0000-0000-000000000001 Duration: 5.12 ms", lines[2]);
    }

    [Fact]
    public void A_denial_keeps_its_action_and_the_form_of_its_ARNs()
    {
        var line = Redacted(
            "User: arn:aws:sts::123456789012:assumed-role/acme-cleaner/session is not authorized to perform: ec2:DeleteSnapshot on resource: "
            + "arn:aws:ec2:us-east-1:123456789012:snapshot/snap-0abc12345678def01, bucket arn:aws:s3:::acme-reports/runs");

        Assert.Equal(
            "User: arn:aws:sts::000000000001:assumed-role/name-1/name-2 is not authorized to perform: ec2:DeleteSnapshot on resource: "
            + "arn:aws:ec2:us-east-1:000000000001:snapshot/snap-00000000000000001, bucket arn:aws:s3:::name-3/name-4",
            line);
    }

    [Fact]
    public void A_result_keeps_its_settings_but_not_the_tags_policies_and_accounts_in_them()
    {
        var result = Redacted(
            """
            {
              "status": "Succeeded",
              "version": "0.1.0+0123abc",
              "settings": {
                "maxAgeDays": { "value": 45, "from": "payload" },
                "recycleBin": { "value": "require", "from": "environment" },
                "regions": { "value": ["eu-west-1"], "from": "payload" },
                "includeTags": { "value": { "value": ["from"], "Cost": [ "4711", 4712 ] }, "from": "environment" },
                "excludeTags": { "value": { "DoNotDelete": ["*"] }, "from": "default" },
                "accounts": { "value": [ 123456789012, "210987654321" ], "from": "file" }
              },
              "policies": [ { "name": "payroll", "scanned": 700, "cutoff": "2026-11-27T03:00:00+00:00" } ],
              "totals": { "scanned": 700, "kept": { "TooYoung": 4711 } }
            }
            """);

        Assert.True(result.Split('\n').Length > 10, "It is as easy to read as before.");
        Assert.Equal(
            """{"status":"Succeeded","version":"0.1.0+0123abc","settings":{"maxAgeDays":{"value":45,"from":"payload"},"recycleBin":{"value":"require","from":"environment"},"regions":{"value":["eu-west-1"],"from":"payload"},"includeTags":{"value":{"key-2":["value-3"],"key-1":["value-1","value-2"]},"from":"environment"},"excludeTags":{"value":{"DoNotDelete":["*"]},"from":"default"},"accounts":{"value":["000000000001","000000000002"],"from":"file"}},"policies":[{"name":"name-1","scanned":700,"cutoff":"2026-11-27T03:00:00+00:00"}],"totals":{"scanned":700,"kept":{"TooYoung":4711}}}""",
            JsonNode.Parse(result)!.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void The_settings_of_a_run_stay_as_the_log_has_them_but_for_tags() =>
        Assert.Equal(
            """{"message":"run_started","settings":"maxAgeDays=30 (payload), dryRun=true (default), includeTags={"value-1":["value-2"]} (payload)"}""",
            Redacted(
                """{"message":"run_started","settings":"maxAgeDays=30 (payload), dryRun=true (default), includeTags={\"Team\":[\"pay\"]} (payload)"}""")
                .Replace("\\\"", "\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"message":"snapshot_kept","tags":"Team=payroll""")]
    [InlineData("""{"text":"half a character \ud800 of payroll"}""")]
    [InlineData("""{"error":"{\"Team\":[\"payroll\"]}"}""")]
    [InlineData("""{"error":"{\\\"Team\\\":[\\\"\\u0070ayroll\\\"]} and payroll"}""")]
    [InlineData("""{"payroll":{"Payroll Inc":1}}""")]
    [InlineData("mail payroll@example.org, http://payroll.example.org/x?payroll=1, 10.1.2.3 payroll's payroll-db_payroll")]
    [InlineData("""["payroll", "payroll payroll"]""")]
    [InlineData("'payroll'\tpayroll\u00a0payroll\u200bpayroll")]
    public void What_is_no_line_of_the_function_is_redacted_all_the_same(string text)
    {
        var redacted = Redacted(text);
        Assert.DoesNotContain("payroll", redacted, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("10.1.2.3", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("ayroll", redacted, StringComparison.Ordinal);
    }
}
