using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Sandbox.Redacting;

namespace SnapshotLambda.Tests.Sandbox.Redacting;

/// <summary>Whatever somebody named, and wherever it stands: it is not in the output, however one may write it.</summary>
public sealed class RedactorProperties
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("PROPERTY_CASES") is { Length: > 0 } cases
        ? int.Parse(cases, System.Globalization.CultureInfo.InvariantCulture)
        : 500;

    [Fact]
    public void No_secret_is_left_in_any_escaping() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), NothingIsLeft).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    [Fact]
    public void Numbers_statuses_and_the_form_stay() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), FormStays).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases / 5));

    private static void NothingIsLeft(int seed)
    {
        var log = new HostileLog(seed);
        var redacted = Redactor.Redact(log.Text).Text;
        // What stands there escaped stands there all the same.
        string[] readings = [redacted, Unescaped(redacted), Unescaped(Unescaped(redacted)), Uri.UnescapeDataString(redacted)];
        foreach (var secret in log.Secrets)
        {
            Assert.All(
                readings,
                reading => Assert.False(
                    reading.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{seed}: {secret}\n{log.Text}\n{redacted}"));
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=');
            Assert.False(base64.Length > 5 && redacted.Contains(base64, StringComparison.Ordinal), $"{seed}: {secret} in base64");
        }
    }

    private static void FormStays(int seed)
    {
        var log = new HostileLog(seed, whole: true);
        var (before, after) = (JsonNode.Parse(log.Text)!, JsonNode.Parse(Redactor.Redact(log.Text).Text)!);
        Assert.Equal(before["status"]!.ToJsonString(), after["status"]!.ToJsonString());
        Assert.Equal(before["totals"]!.ToJsonString(), after["totals"]!.ToJsonString());
        Assert.Equal(before["startedAt"]!.ToJsonString(), after["startedAt"]!.ToJsonString());
        Assert.Equal(before["lines"]!.AsArray().Count, after["lines"]!.AsArray().Count);
        Assert.Equal(Regions(before), Regions(after));

        static IEnumerable<string> Regions(JsonNode document) => document["lines"]!.AsArray().Select(line => line!["region"]!.ToJsonString());
    }

    private static string Unescaped(string text) => Regex.Replace(
        text,
        @"\\(?:u([0-9A-Fa-f]{4})|(.))",
        escape => escape.Groups[1].Success ? ((char)Convert.ToInt32(escape.Groups[1].Value, 16)).ToString() : escape.Groups[2].Value);

    /// <summary>Lines with secrets in every place and every writing that its author, whom a number tells, thought of.</summary>
    private sealed class HostileLog
    {
        private static readonly string[] Sentences =
        [
            "The snapshot {0} is in use by {1}.", "User: {0} is not authorized to perform: ec2:DeleteSnapshot", "tag {0}={1} on 5",
            "'{0}' and \"{1}\"", "{0}", "{0}{1}", "-{0}- ({1}) [{0}]", "https://example.org/{0}?q={1}", "{{\"{0}\": [\"{1}\"]}}",
            "started before 2026-10-28 21:07:54 UTC: {0}",
        ];

        private readonly Random _random;

        public HostileLog(int seed, bool whole = false)
        {
            _random = new Random(seed);
            Secrets = [.. Enumerable.Range(0, 6).Select(_ => Secret())];
            Text = Written(whole);
        }

        public string Text { get; }

        public IReadOnlyList<string> Secrets { get; }

        private string Written(bool whole)
        {
            // Each stands somewhere in a place of its own: what nobody ever named a tag, a name or an id is not known for one.
            var lines = Secrets.Select(Line).ToList();
            if (!whole)
                return string.Join('\n', lines.Select(line => Broken(line.ToJsonString(Options(indented: false)))).Append(Sentence()));
            var document = new JsonObject
            {
                ["status"] = "Succeeded",
                ["startedAt"] = "2026-11-27T03:00:00+00:00",
                ["totals"] = new JsonObject { ["scanned"] = 700, ["kept"] = new JsonObject { ["TooYoung"] = _random.Next(1_000_000) } },
                ["lines"] = new JsonArray([.. lines]),
            };
            return document.ToJsonString(Options(indented: _random.Next(2) == 0));
        }

        private JsonNode Line(string secret)
        {
            var line = new JsonObject { ["message"] = "snapshot_kept", ["region"] = "eu-west-1", ["scanned"] = 5 };
            line[Pick("error", "summary", "text", "next_step", "unknown_key")] = Sentence();
            switch (_random.Next(5))
            {
                case 0:
                    line["tags"] = $"Team={secret}, {secret}=5";
                    break;
                case 1:
                    var value = new JsonObject { [secret] = new JsonArray(secret) };
                    line["settings"] = new JsonObject { ["includeTags"] = new JsonObject { ["value"] = value, ["from"] = "payload" } };
                    break;
                case 2:
                    line["description"] = secret;
                    break;
                case 3:
                    line["tags"] = new JsonObject { [secret] = new JsonObject { ["value"] = secret, ["from"] = "default" } };
                    break;
                default:
                    line["policies"] = new JsonArray(new JsonObject { ["name"] = secret, ["match"] = new JsonObject { [secret] = secret } });
                    break;
            }

            return line;
        }

        private JsonSerializerOptions Options(bool indented) => new()
        {
            Encoder = _random.Next(2) == 0 ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
        };

        private string Sentence() => string.Format(
            System.Globalization.CultureInfo.InvariantCulture, Sentences[_random.Next(Sentences.Length)], Spelled(), Spelled());

        /// <summary>A secret as a text of the log may have it: as it is, or in somebody else's escaping.</summary>
        private string Spelled()
        {
            var secret = Secrets[_random.Next(Secrets.Count)];
            return _random.Next(5) switch
            {
                0 => JsonSerializer.Serialize(secret),
                1 => Uri.EscapeDataString(secret),
                _ => secret,
            };
        }

        /// <summary>Now and then a line is not whole, has a time before it, or ends as on Windows.</summary>
        private string Broken(string line) => _random.Next(8) switch
        {
            0 => "2026-11-27T03:00:00.123Z " + line,
            1 => line + "\r",
            2 => "[INFO] " + line,
            _ => line,
        };

        private string Pick(params string[] words) => words[_random.Next(words.Length)];

        private string Secret() => _random.Next(10) switch
        {
            8 => $"{_random.Next(10_000, 99_999)}",
            0 => $"{_random.NextInt64(100_000_000_000, 999_999_999_999)}",
            1 => $"snap-0{_random.NextInt64():x16}",
            2 => $"arn:aws:iam::{_random.NextInt64(100_000_000_000, 999_999_999_999)}:role/{Letters(8)}",
            3 => $"{_random.Next(1_000_000, int.MaxValue)}",
            4 => $"{Letters(4)} {Letters(3)}\"{Letters(3)}\\{Letters(4)}",
            5 => $"zü{Letters(5)}\u00df{Letters(3)}\ud83d\ude00{Letters(3)}",
            6 => $"{Letters(4)}=5, {Letters(4)}",
            7 => $"<{Letters(6)}> & '{Letters(5)}'",
            _ => Letters(9),
        };

        private string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => "bcdfghjklmnpqrtvwxz"[_random.Next(19)]));
    }
}
