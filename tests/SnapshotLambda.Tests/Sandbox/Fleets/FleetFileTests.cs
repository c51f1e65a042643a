using System.Text;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.Fleets;

public class FleetFileTests
{
    private const string Full = """
        {
          "now": "2026-11-22T03:00:00Z",
          "accounts": [ { "id": "111122223333", "buckets": ["reports", "a.b-2"],
            "roles": [ { "name": "delete", "trustedBy": ["111122223333", "arn:aws:iam::444455556666:role/other"], "externalId": "x",
                         "policy": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "ec2:*", "Resource": "*" } } } ],
            "regions": [ { "name": "us-east-1", "recycleBin": [ { "days": 7, "tag": "keep=yes=no" }, { "days": 1, "tag": null } ],
              "volumes": ["vol-0123456789abcdef0"], "binnedVolumes": ["vol-0123456789abcdef1"],
              "snapshots": [
                { "id": "snap-0123456789abcdef0", "volumeId": "vol-0123456789abcdef0", "ageDays": 40.5, "state": "pending", "volumeSizeGiB": 100,
                  "fullSizeBytes": 12345678901, "tier": "archive", "tierAgeDays": 12.25, "description": "ünïcode <&>", "tags": { "Name": "a", "name": "" },
                  "sharedWith": ["all", "444455556666"], "lock": "compliance-cooloff", "fastRestoreZones": ["us-east-1a"], "transferType": "time-based" },
                { "id": "snap-00000002", "startTime": "2026-10-01T02:00:00.123+02:00", "lock": null },
                { "id": "snap-00000003", "startTime": null, "volumeId": "vol-ffffffff" },
                { "id": "snap-00000005", "tierAgeDays": 200, "tiering": "temporary-restore-completed", "restoredForDays": 2.5 },
                { "id": "snap-00000006", "tiering": "archival-in-progress" },
                { "id": "snap-00000004", "state": "recoverable", "binnedAt": "2026-11-20T00:00:00Z", "binnedUntil": "2026-11-27T00:00:00Z" } ],
              "images": [ { "id": "ami-00000001", "state": "disabled", "snapshotIds": ["snap-00000002"] } ],
              "launchTemplates": [ { "id": "lt-00000001", "snapshotIds": [] },
                { "id": "lt-00000002", "snapshotIds": [], "latestVersion": 7, "defaultVersion": 2, "olderVersions": [ { "version": 2, "snapshotIds": ["snap-00000002"] } ] },
                { "id": "lt-00000003", "olderVersions": [ { "version": 4 } ] } ] } ] } ] }
        """;

    [Fact]
    public void Reads_every_field()
    {
        var account = Assert.Single(Read(Full).Accounts);
        var role = Assert.Single(account.Roles);
        var region = Assert.Single(account.Regions);
        var first = region.Snapshots["snap-0123456789abcdef0"];
        Assert.Equal(["reports", "a.b-2"], account.Buckets.Select(bucket => bucket.Name));
        Assert.Equal(("delete", "x", 2), (role.Name, role.ExternalId, role.TrustedBy.Length));
        Assert.Equal([new(7, new Tag("keep", "yes=no")), new RecycleBinRule(1, null)], region.RecycleBin.AsEnumerable());
        Assert.Equal(Worlds.Now.AddDays(-40.5), first.StartTime);
        Assert.Equal(
            (SnapshotState.Pending, 100, 12345678901, StorageTier.Archive),
            (first.State, first.VolumeSizeGiB, first.FullSizeBytes, first.Tier));
        Assert.Equal(Worlds.Now.AddDays(-12.25), first.TierSince);
        Assert.Equal([new Tag("Name", "a"), new Tag("name", "")], first.Tags.AsEnumerable());
        Assert.Equal(["all", "444455556666"], first.SharedWith.AsEnumerable());
        Assert.Equal(
            (LockState.ComplianceCooloff, "time-based", "us-east-1a"), (first.Lock, first.TransferType, first.FastRestoreZones[0]));
        Assert.Equal(new DateTimeOffset(2026, 10, 1, 0, 0, 0, 123, TimeSpan.Zero), region.Snapshots["snap-00000002"].StartTime);
        Assert.Null(region.Snapshots["snap-00000003"].StartTime);
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero), region.Bin["snap-00000004"].ExitsAt);
        Assert.Equal(
            (TieringState.TemporaryRestoreCompleted, Worlds.Now.AddDays(2.5)),
            (region.Snapshots["snap-00000005"].Tiering, region.Snapshots["snap-00000005"].RestoreExpiry));
        Assert.Equal(
            (TieringState.ArchivalInProgress, StorageTier.Standard),
            (region.Snapshots["snap-00000006"].LastTiering, region.Snapshots["snap-00000006"].Tier));
        Assert.Equal((null, TieringState.ArchivalCompleted), (first.Tiering, first.LastTiering));
        Assert.Equal("ami-00000001", region.ImageThatUses("snap-00000002"));
        Assert.Equal(["vol-0123456789abcdef1"], region.BinnedVolumes);
        Assert.Equal(
            ["lt-00000001 1 1 of 1", "lt-00000002 7 2 of 7,2", "lt-00000003 5 5 of 5,4"], region.LaunchTemplates.Values.Select(Text));
        Assert.Equal("snap-00000002", Assert.Single(region.LaunchTemplates["lt-00000002"].OlderVersions[0].SnapshotIds));
    }

    [Fact]
    public void Fills_in_what_is_left_out()
    {
        var snapshot = Read(
            """{"accounts":[{"id":"111122223333","regions":[{"name":"us-east-1","snapshots":[{"id":"snap-00000001"}]}]}]}""")
            .Snapshots()["snap-00000001"];
        Assert.Equal((SnapshotState.Completed, StorageTier.Standard, 8), (snapshot.State, snapshot.Tier, snapshot.VolumeSizeGiB));
        Assert.Null(snapshot.StartTime);
        Assert.Null(snapshot.VolumeId);
        Assert.Empty(snapshot.Tags);
    }

    [Fact]
    public void Counts_ages_from_the_clock_where_the_file_names_no_instant()
    {
        var world = Read(
            """{"accounts":[{"id":"111122223333","regions":[{"name":"us-east-1","snapshots":[{"id":"snap-00000001","ageDays":2}]}]}]}""");
        Assert.Null(world.Now);
        Assert.Equal(Worlds.Now.AddDays(-2), world.Snapshots()["snap-00000001"].StartTime);
    }

    [Fact]
    public void Is_written_so_that_it_is_read_as_the_same_world()
    {
        string once = Write(Read(Full)), twice = Write(Read(once));
        Assert.Equal(once, twice);
        var (before, after) = (Read(Full), Read(once));
        Assert.Equal(before.Now, after.Now);
        Assert.Equal(before.Accounts[0].Buckets.Select(bucket => bucket.Name), after.Accounts[0].Buckets.Select(bucket => bucket.Name));
        Assert.Equal(before.Snapshots().Values.Select(Text), after.Snapshots().Values.Select(Text));
        Assert.Equal(
            before.Accounts[0].Roles.Select(role => role.Policy!.Statements.Length),
            after.Accounts[0].Roles.Select(role => role.Policy!.Statements.Length));
        Assert.Equal(before.Accounts[0].Regions[0].RecycleBin, after.Accounts[0].Regions[0].RecycleBin.AsEnumerable());
        Assert.Equal(before.Accounts[0].Regions[0].BinnedVolumes, after.Accounts[0].Regions[0].BinnedVolumes);
        Assert.Equal(
            before.Accounts[0].Regions[0].LaunchTemplates.Values.Select(Text),
            after.Accounts[0].Regions[0].LaunchTemplates.Values.Select(Text));
        Assert.Contains(
            """{"id":"snap-00000003","volumeId":"vol-ffffffff","startTime":null,"state":"completed","volumeSizeGiB":8}""",
            once,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"accounts":[{"id":"1","regions":[]}]}""", """accounts[0].id: "1" is not valid; valid: an account id, 12 digits""")]
    [InlineData("""{"accounts":[]}""", "accounts: none is not valid; valid: at least one account")]
    [InlineData("""{"acounts":[]}""", "acounts: this field is not valid; valid: now, accounts; did you mean accounts?")]
    [InlineData("""{"now":"2026-11-22T03:00:00","accounts":[{"id":"111122223333"}]}""", """
        now: "2026-11-22T03:00:00" is not valid; valid: an instant with its offset, as in "2026-11-22T03:00:00Z"
        """)]
    [InlineData(
        """{"accounts":[{"id":"111122223333","id":"111122223333"}]}""",
        """accounts[0].id: "111122223333" is not valid; valid: each field once""")]
    [InlineData(
        """{"accounts":[{"id":"111122223333"},{"id":"111122223333"}]}""", "accounts: 111122223333 is not valid; valid: each account once")]
    [InlineData(
        """{"accounts":[{"id":"111122223333","buckets":["Reports"]}]}""",
        """accounts[0].buckets[0]: "Reports" is not valid; valid: a bucket's name, 3 to 63 lower-case letters, digits, hyphens and dots""")]
    [InlineData(
        """{"accounts":[{"id":"111122223333","buckets":["a..b"]}]}""",
        """accounts[0].buckets[0]: "a..b" is not valid; valid: a bucket's name, 3 to 63 lower-case letters, digits, hyphens and dots""")]
    [InlineData(
        """{"accounts":[{"id":"111122223333","buckets":["reports"]},{"id":"444455556666","buckets":["reports"]}]}""",
        "accounts: reports is not valid; valid: each bucket once, in one account")]
    [InlineData("""{"accounts":{}}""", "accounts: {} is not valid; valid: an array of objects")]
    [InlineData("""{"accounts":[7]}""", "accounts[0]: 7 is not valid; valid: an object")]
    [InlineData(
        """{"accounts":[{"id":"111122223333","roles":[{"name":"r","policy":{"Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"NumericLessThan":{"ec2:VolumeSize":"1"}}}}}]}]}""",
        """accounts[0].roles[0].policy: {"Statement":{"Effect":"Allow","Action":"ec2:*","Resource... is not valid; valid: an IAM policy that the sandbox knows. The sandbox does not know the condition operator NumericLessThan.""")]
    public void Names_what_is_wrong(string text, string error) => Assert.Contains(error, Errors(text));

    [Theory]
    [InlineData("""{"id":"snap_1"}""", """id: "snap_1" is not valid; valid: snap- and up to 60 lower-case letters, digits and hyphens""")]
    [InlineData("{}", "id: nothing is not valid; valid: snap- and up to 60 lower-case letters, digits and hyphens")]
    [InlineData(
        """{"id":"snap-00000001","state":"done"}""",
        """state: "done" is not valid; valid: unknown, pending, completed, error, recoverable, recovering""")]
    [InlineData("""{"id":"snap-00000001","ageDays":"40"}""", """ageDays: "40" is not valid; valid: a number from -36500 to 36500""")]
    [InlineData(
        """{"id":"snap-00000001","ageDays":40,"startTime":"2026-11-22T03:00:00Z"}""",
        "ageDays: a second start is not valid; valid: either startTime or ageDays")]
    [InlineData("""{"id":"snap-00000001","volumeSizeGiB":1.5}""", "volumeSizeGiB: 1.5 is not valid; valid: a whole number from 1 to 65536")]
    [InlineData("""{"id":"snap-00000001","tags":{"a":1}}""", """tags: {"a":1} is not valid; valid: an object of strings""")]
    [InlineData(
        """{"id":"snap-00000001","tags":{"a":"1","a":"2"}}""", """tags: {"a":"1","a":"2"} is not valid; valid: an object of strings""")]
    [InlineData(
        """{"id":"snap-00000001","lock":"open"}""",
        """lock: "open" is not valid; valid: null, governance, compliance, compliance-cooloff, expired""")]
    [InlineData(
        """{"id":"snap-00000001","tiering":"archiving"}""",
        """tiering: "archiving" is not valid; valid: archival-in-progress, archival-completed, archival-failed, temporary-restore-in-progress, temporary-restore-completed, temporary-restore-failed, permanent-restore-in-progress, permanent-restore-completed, permanent-restore-failed""")]
    [InlineData(
        """{"id":"snap-00000001","restoredForDays":3}""",
        "restoredForDays: given is not valid; valid: restoredForDays only where tiering is temporary-restore-completed")]
    [InlineData("""{"id":"snap-00000001","sharedWith":["me"]}""", """sharedWith[0]: "me" is not valid; valid: all, or an account id""")]
    [InlineData(
        """{"id":"snap-00000001","description":"\u0001"}""",
        """description: "\u0001" is not valid; valid: a string without control characters""")]
    [InlineData(
        """{"id":"snap-00000001","state":"recoverable"}""",
        "binnedAt: not given is not valid; valid: binnedAt and binnedUntil, where state is recoverable and only there")]
    public void Names_what_is_wrong_with_a_snapshot(string snapshot, string error) => Assert.Contains(
        $"accounts[0].regions[0].snapshots[0].{error}",
        Errors($$"""{"accounts":[{"id":"111122223333","regions":[{"name":"us-east-1","snapshots":[{{snapshot}}]}]}]}"""));

    [Theory]
    [InlineData(
        """{"id":"lt-1","olderVersions":[{"version":3}],"latestVersion":3}""",
        "latestVersion: 3 is not valid; valid: a whole number from 4 to 2147483647")]
    [InlineData(
        """{"id":"lt-1","latestVersion":3,"defaultVersion":2}""",
        "defaultVersion: 2 is not valid; valid: the latest version, or one of olderVersions")]
    [InlineData(
        """{"id":"lt-1","olderVersions":[{"version":1},{"version":1}]}""", "olderVersions: 1 is not valid; valid: each version once")]
    [InlineData("""{"id":"lt-1","olderVersions":[{}]}""", "olderVersions[0].version: nothing is not valid; valid: a whole number")]
    public void Names_what_is_wrong_with_a_launch_template(string template, string error) => Assert.Contains(
        $"accounts[0].regions[0].launchTemplates[0].{error}",
        Errors($$"""{"accounts":[{"id":"111122223333","regions":[{"name":"us-east-1","launchTemplates":[{{template}}]}]}]}"""));

    [Theory]
    [InlineData(
        """{"days":7,"tag":"a=b","excludedTags":["c=d"]}""",
        "excludedTags: given beside tag is not valid; valid: excludedTags only in a rule without tag, which is for all of the region")]
    [InlineData(
        """{"days":7,"excludedTags":["1=","2=","3=","4=","5=","6="]}""", "excludedTags: 6 tags is not valid; valid: at most 5 tags")]
    [InlineData("""{"days":7,"excludedTags":["c"]}""", "excludedTags[0]: \"c\" is not valid; valid: \"key=value\"")]
    public void Names_what_is_wrong_with_a_rule_of_the_recycle_bin(string rule, string error) => Assert.Contains(
        $"accounts[0].regions[0].recycleBin[0].{error}",
        Errors($$"""{"accounts":[{"id":"111122223333","regions":[{"name":"us-east-1","recycleBin":[{{rule}}]}]}]}"""));

    [Fact]
    public void Writes_and_reads_what_a_rule_of_the_recycle_bin_excludes()
    {
        const string File = """{"accounts":[{"id":"111122223333","regions":[{"name":"us-east-1","recycleBin":[{"days":7,"excludedTags":["a=b=c"]}]}]}]}""";

        var rule = Read(Write(Read(File))).Accounts[0].Regions[0].RecycleBin[0];

        Assert.Equal([new Tag("a", "b=c")], rule.ExcludedTags.AsEnumerable());
    }

    [Fact]
    public void Refuses_a_volume_that_exists_and_is_in_the_recycle_bin() => Assert.Contains(
        "accounts[0].regions[0].binnedVolumes: vol-1 is not valid; valid: a volume either in volumes or in binnedVolumes",
        Errors("""{"accounts":[{"id":"111122223333","regions":[{"name":"us-east-1","volumes":["vol-1"],"binnedVolumes":["vol-1"]}]}]}"""));

    [Fact]
    public void Names_everything_that_is_wrong_at_once()
    {
        var errors = Errors("""{"accounts":[{"id":"x","regions":[{"name":"nowhere","volumes":["v"],"images":[{"id":"ami_1"}],"snapshots":[{"id":"snap-00000001"},{"id":"snap-00000001"}]}]}]}""");
        Assert.Equal(5, errors.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    public void Refuses_what_is_no_json(string text) => Assert.StartsWith(
        "line 1, column ", Assert.Single(Assert.Throws<InvalidFileException>(() => Read(text)).Errors).Path, StringComparison.Ordinal);

    private static World Read(string json) => FleetReader.Read(Encoding.UTF8.GetBytes(json), Worlds.Now);

    private static List<string> Errors(string json) =>
        [.. Assert.Throws<InvalidFileException>(() => Read(json)).Errors.Select(error => error.ToString())];

    private static string Write(World world)
    {
        using var stream = new MemoryStream();
        FleetWriter.Write(stream, world, Worlds.Now);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Text(LaunchTemplate template) =>
        $"{template.Id} {template.LatestVersion} {template.DefaultVersion} of {string.Join(',', template.Versions.Select(version => version.Number))}";

    private static string Text(Ec2Snapshot snapshot) =>
        $"{snapshot with { Tags = [], SharedWith = [], FastRestoreZones = [] }} {string.Join(';', snapshot.Tags)} {string.Join(';', snapshot.SharedWith)} {string.Join(';', snapshot.FastRestoreZones)}";
}
