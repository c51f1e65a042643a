using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Settings;

public sealed class GarbageTests
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(3000);

    private static readonly string[] Fragments =
    [
        "true", "false", "null", "0", "-1", "30", "1e400", "30.5", "99999999999999999999", """ "false" """, """ "False" """, """ "" """,
        """ "\ud800" """, """ "all" """, """ "us-east-1" """,
        """ "2026-03-01T03:00:00Z" """, """ "snap-01234567" """, """ "Scheduled Event" """, """ "aws.events" """, "[]", "{}", "[[[[]]]]",
        "[false]",
        """{"name":"a","maxAgeDays":1}""", """{"name":"b","otherwise":true}""", """{"name":"\ud800","includeTags":[]}""",
        """{"DoNotDelete":[]}""", """{"\ud800":[]}""",
    ];

    private static readonly string[] Names =
    [
        .. SettingTable.Names, .. SettingTable.Names, "DryRun", "dryrun", "dry\\u0052un", "", "\\ud800", "detail-type", "source", "time",
        "id", "graceDays",
    ];

    private static readonly string[] Variables =
        [
            .. SettingTable.All.Select(setting => setting.EnvironmentName),
            .. EnvironmentLimits.Variables.Select(one => one.Name),
            "SNAPSHOT_LAMBDA_",
            "AWS_REGION",
        ];

    private static readonly Gen<string> Values = Gen.OneOf(
        Gen.Elements(Fragments),
        Gen.Elements(Fragments).ListOf(3).Select(items => $"[{string.Join(',', items)}]"),
        ArbMap.Default.GeneratorFor<string>().Select(text => JsonSerializer.Serialize(text ?? "")));

    private static readonly Gen<string> Fields = Gen.Frequency(
        (4, Gen.Elements(
            """ "dryRun":false """,
            """ "dryRun":true """,
            """ "dryRun":"false" """,
            """ "dryRun":0 """,
            """ "maxAgeDays":30 """,
            """ "verbose":true """,
            """ "regions":["all"] """)),
        (1, from name in Gen.Elements(Names) from value in Values select $""" "{name}":{value} """));

    private static readonly Gen<string> Objects = from size in Gen.Choose(0, 3)
                                                  from fields in Fields.ListOf(size)
                                                  select "{" + string.Join(',', fields) + "}";

    private static readonly Gen<string> Payloads = Gen.Frequency((8, Objects), (1, Values));

    private static readonly Gen<string> Files = Gen.Frequency(
        (8, Objects),
        (1, Gen.Elements("[]", "", """{"dryRun":fals""")),
        (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")));

    private static readonly Gen<(string Name, string Value)[]> Environments =
        from size in Gen.Choose(0, 2)
        from variables in Gen.Frequency(
            (3, from name in Gen.Elements("SNAPSHOT_LAMBDA_DRY_RUN", "SNAPSHOT_LAMBDA_FORCE_DRY_RUN", "SNAPSHOT_LAMBDA_VERBOSE")
                from value in Gen.Elements("true", "false", "", " ", "False")
                select (name, value)),
            (1, from name in Gen.Elements(Variables)
                from value in Gen.OneOf(Values, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))
                select (name, value))).ListOf(size)
        select variables.DistinctBy(variable => variable.name).ToArray();

    [Fact]
    public void Never_throws_and_never_deletes_unless_some_layer_says_false_in_so_many_letters()
    {
        var worlds = from payload in Payloads
                     from file in Gen.OneOf(Gen.Constant((string?)null), Files.Select(text => (string?)text))
                     from environment in Environments
                     select (payload, file, environment);

        var deleting = 0;
        Prop.ForAll(worlds.ToArbitrary(), world =>
        {
            var reading = ReadSettings.Of(world.payload, world.file, world.environment);

            Assert.NotEqual(reading.IsValid, reading.Errors.Count > 0);
            if (reading.Settings is not { DryRun: false } run) return;
            Assert.DoesNotContain(("SNAPSHOT_LAMBDA_FORCE_DRY_RUN", "true"), world.environment);
            deleting++;
            Assert.True(run.Effective["dryRun"].From switch
            {
                "payload" => SaysFalse(world.payload),
                "environment" => world.environment.Contains(("SNAPSHOT_LAMBDA_DRY_RUN", "false")),
                "file" => SaysFalse(world.file!),
                _ => false,
            });
        }).Check(Thousands);
        Assert.True(deleting > 10, $"Only {deleting} worlds said false: the property proves nothing.");
    }

    [Fact]
    public void A_single_field_with_any_value_is_either_settings_or_one_fault_at_that_field()
    {
        var fields = from name in Gen.Elements(SettingTable.Names.ToArray()) from value in Values select (name, value);

        Prop.ForAll(fields.ToArbitrary(), field =>
        {
            var reading = ReadSettings.Of($$"""{"{{field.name}}":{{field.value}}}""");
            Assert.All(reading.Errors, error => Assert.StartsWith(field.name, error.Field, StringComparison.Ordinal));
            Assert.All(reading.Errors, error => Assert.InRange(error.Message.Length, 1, 700));
        }).Check(Thousands);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_told()
    {
        foreach (var payload in (byte[][])
        [
            [(byte)'"', 0xff, (byte)'"'],
            [.. "{\"maxAgeDays\":\""u8, 0xff, .. "\"}"u8],
            [.. "{\""u8, 0xff, .. "\":1}"u8],
        ])
        {
            using var document = JsonDocument.Parse(payload);
            Assert.Single(SettingsReader.Read(document.RootElement, ReadSettings.Sources()).Errors);
        }
    }

    [Fact]
    public void Settings_outlive_the_payload_they_were_read_from()
    {
        RunSettings run;
        using (var document = JsonDocument.Parse(Encoding.UTF8.GetBytes("""{"regions": ["eu-west-1"]}""")))
            run = SettingsReader.Read(document.RootElement, ReadSettings.Sources()).Settings!;
        Assert.Equal("""["eu-west-1"]""", run.Effective["regions"].Value.GetRawText());
    }

    private static bool SaysFalse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("dryRun", out var value) && value.ValueKind == JsonValueKind.False;
    }
}
