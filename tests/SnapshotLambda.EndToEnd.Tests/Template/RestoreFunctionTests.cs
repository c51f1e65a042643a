using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.Runtime;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Restoring;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;
using Region = SnapshotLambda.Sandbox.Worlds.Region;
using SnapshotState = SnapshotLambda.Core.Snapshots.SnapshotState;
using Tag = SnapshotLambda.Core.Snapshots.Tag;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The second function as the template deploys it: what it is, what its roles may do, and what they may not.</summary>
public sealed class RestoreFunctionTests
{
    private const string Account = "111122223333";
    private static readonly StackTemplate Deployed = StackTemplate.Deployed;
    private static readonly JsonNode Function = Deployed.Made("AWS::Serverless::Function")["RestoreFunction"];
    private static readonly IamPolicy Role = PolicyOf("RestoreRole");

    [Fact]
    public void It_is_the_same_assembly_with_the_other_handler_and_no_schedule()
    {
        var other = Deployed.Made("AWS::Serverless::Function")["CleanUp"];
        string[] same = ["Runtime", "Architectures", "CodeUri", "Handler", "Timeout", "MemorySize"];

        Assert.All(same, name => Assert.Equal(other[name]!.ToJsonString(), Function[name]!.ToJsonString()));
        Assert.Equal(nameof(SnapshotRestore.RestoreAsync), Variables()["ANNOTATIONS_HANDLER"]);
        Assert.Null(Function["Events"]);
        Assert.Equal("RestoreLog", Function["LoggingConfig"]!["LogGroup"]!.GetValue<string>());
    }

    [Fact]
    public void Its_environment_is_what_the_function_reads()
    {
        Assert.Equal(
            RestoreVariables.All.Select(variable => variable.Name)
                .Except(["SNAPSHOT_LAMBDA_REPORT_FOLDER"])
                .Concat(["ANNOTATIONS_HANDLER", "POWERTOOLS_SERVICE_NAME"])
                .Order(StringComparer.Ordinal),
            Variables().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ("CleanUp", "reportbucket", "arn:aws:iam::111122223333:role/RestoreRole"),
            (Variables()[RestoreVariables.CleanUpFunction],
                Variables()[RestoreVariables.ReportBucket],
                Variables()["SNAPSHOT_LAMBDA_RESTORE_ROLE_ARN"]));
    }

    [Fact]
    public void The_restore_role_has_these_actions_and_no_others() => Assert.Equal(
        [
            "ec2:DescribeSnapshots", "ec2:ListSnapshotsInRecycleBin", "ec2:RestoreSnapshotFromRecycleBin", "ec2:CreateTags",
            "ec2:DeleteTags",
        ],
        Role.Statements.SelectMany(statement => statement.Actions));

    [Fact]
    public void The_function_s_own_role_logs_reads_runs_and_assumes_the_restore_roles_and_no_more()
    {
        const string Bucket = "arn:aws:s3:::reportbucket";
        var template = Deployed.With("MemberRestoreRoleName", "ops/undo");

        Assert.Equal(
            [
                ("logs:CreateLogStream", "arn:aws:test:us-east-1:111122223333:RestoreLog"),
                ("logs:PutLogEvents", "arn:aws:test:us-east-1:111122223333:RestoreLog"),
            ],
            Granted(PolicyOf("RestoreFunctionRole")));
        Assert.Equal([("s3:GetObject", $"{Bucket}/runs/*"), ("s3:ListBucket", Bucket)], Granted(Beside("ReadRuns")));
        Assert.Equal([("sts:AssumeRole", "arn:aws:iam::111122223333:role/RestoreRole")], Granted(Beside("AssumeRestoreRole")));
        Assert.Equal([("sts:AssumeRole", "arn:aws:iam::*:role/ops/undo")], Granted(Beside("AssumeMemberRestoreRoles")));
        Assert.All(
            template.With("KmsKeyArn", "arn:aws:kms:us-east-1:111122223333:key/1").Made("AWS::IAM::RolePolicy")
                .Where(one => one.Key is "ReadRuns" or "AssumeRestoreRole" or "AssumeMemberRestoreRoles" or "UseKeyToRestore"),
            one => Assert.Equal("RestoreFunctionRole", one.Value["RoleName"]!.GetValue<string>()));
        Assert.Equal(
            PolicyAnswer.Silence,
            Beside("ReadRuns").Answer(new AccessRequest("s3:ListBucket", Bucket).With(ContextKeys.S3Prefix, "approvals/")));

        IamPolicy Beside(string name) =>
            IamPolicy.Parse(template.At("Resources", name, "Properties", "PolicyDocument").ToJsonString());
    }

    // The role as it is deployed, and EC2's own calls.
    [Theory]
    [InlineData("CleanUp/2026-11-27-1", true)]
    [InlineData("CleanUp2/2026-11-27-1", false)]
    [InlineData("another-stack/2026-11-27-1", false)]
    [InlineData("", false)]
    public async Task The_role_touches_nothing_in_the_bin_but_what_this_stack_s_function_deleted(string run, bool isLet)
    {
        const string Id = "snap-0123456789abcdef0";
        Tag[] tags = [.. run.Length == 0 ? [] : (Tag[])[new(OwnTags.Run, run)], new("Name", "a")];
        var now = TimeProvider.System.GetUtcNow();
        var binned = new BinnedSnapshot(
            new() { Id = Id, State = SnapshotState.Recoverable, Tags = [.. tags] }, now.AddDays(-1), now.AddDays(6));
        var region = new Region { Name = "us-east-1", Bin = ById.Of([binned], one => one.Snapshot.Id) };
        var role = new SnapshotLambda.Sandbox.Worlds.Role { Name = "r", TrustedBy = [Account], Policy = Role };
        await using var sandbox = await SandboxServer.StartAsync(
            new() { Accounts = [new() { Id = Account, Roles = [role], Regions = [region] }] });
        using var ec2 = Client(sandbox, sandbox.AssumeRole(Account, "r"));
        Func<Task>[] never =
        [
            () => ec2.CreateTagsAsync(new() { Resources = [Id], Tags = [new(OwnTags.KeepUntil, "2026-12-31"), new("Name", "b")] }),
            () => ec2.DeleteTagsAsync(new() { Resources = [Id], Tags = [new("Name")] }),
            () => ec2.DeleteTagsAsync(new() { Resources = [Id] }),
            () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Id }),
        ];
        Func<Task>[] own =
        [
            () => ec2.CreateTagsAsync(new() { Resources = [Id], Tags = [new(OwnTags.KeepUntil, "2026-12-31")] }),
            () => ec2.RestoreSnapshotFromRecycleBinAsync(new() { SnapshotId = Id }),
            () => ec2.DeleteTagsAsync(
                new() { Resources = [Id], Tags = [.. OwnTags.OfDeletion.Select(key => new Amazon.EC2.Model.Tag(key))] }),
        ];

        foreach (var call in never) await Assert.ThrowsAsync<AmazonEC2Exception>(call);
        foreach (var call in own)
        {
            if (isLet) await call();
            else Assert.Equal("UnauthorizedOperation", (await Assert.ThrowsAsync<AmazonEC2Exception>(call)).ErrorCode);
        }

        var after = sandbox.World.Accounts[0].Regions[0];
        if (isLet) Assert.Equal([new("Name", "a"), new(OwnTags.KeepUntil, "2026-12-31")], after.Snapshots[Id].Tags.AsEnumerable());
        else Assert.Equal(binned, after.Bin[Id]);
    }

    private static AmazonEC2Client Client(SandboxServer sandbox, IssuedCredentials credentials) => new(
        new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
        new AmazonEC2Config { ServiceURL = sandbox.Url.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    private static Dictionary<string, string> Variables() => Function["Environment"]!["Variables"]!.AsObject()
        .ToDictionary(one => one.Key, one => one.Value!.GetValue<string>(), StringComparer.Ordinal);

    private static IamPolicy PolicyOf(string role) => IamPolicy.Parse(
        Assert.Single(Deployed.At("Resources", role, "Properties", "Policies").AsArray())!["PolicyDocument"]!.ToJsonString());

    private static IEnumerable<(string Action, string Resource)> Granted(IamPolicy policy) =>
        policy.Statements.SelectMany(statement => statement.Actions, (statement, action) => (action, Assert.Single(statement.Resources)));
}
