using System.Text.Json.Nodes;
using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The bucket of the reports: who may write what, and how long it stays.</summary>
public sealed class ReportBucketTests
{
    private const string Bucket = "arn:aws:s3:::reportbucket";
    private const string Function = "arn:aws:iam::111122223333:role/CleanUpRole";
    private const string Approver = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_1a2b";
    private const string OtherApprover = "arn:aws:iam::222233334444:user/ann";
    private const string Admin = "arn:aws:iam::111122223333:role/admin";
    private static readonly StackTemplate Deployed = StackTemplate.Deployed;
    private static readonly StackTemplate WithApprovers = Deployed.With("Approvers", $"{Approver},{OtherApprover}");

    [Fact]
    public void The_function_s_role_may_write_and_read_runs_read_approvals_and_list_both_and_no_more()
    {
        Assert.Equal("CleanUpRole", Deployed.TextAt("Resources", "WriteReports", "Properties", "RoleName"));
        Assert.Equal(
            [
                ("s3:GetObject", $"{Bucket}/runs/*"), ("s3:PutObject", $"{Bucket}/runs/*"), ("s3:GetObject", $"{Bucket}/approvals/*"),
                ("s3:ListBucket", Bucket),
            ],
            Role().Statements.SelectMany(one => one.Actions, (one, action) => (action, Assert.Single(one.Resources))));
    }

    [Theory]
    [InlineData("s3:PutObject", "/runs/2026-11-27-1/report.html", "", true)]
    [InlineData("s3:GetObject", "/runs/2026-11-27-1/result.json", "", true)]
    [InlineData("s3:GetObject", "/approvals/2026-11-27-1.json", "", true)]
    [InlineData("s3:ListBucket", "", "runs/2026-11-27-1/", true)]
    [InlineData("s3:ListBucket", "", "approvals/", true)]
    [InlineData("s3:ListBucket", "", "", false)]
    [InlineData("s3:ListBucket", "", "others/", false)]
    [InlineData("s3:PutObject", "/approvals/2026-11-27-1.json", "", false)]
    [InlineData("s3:PutObject", "/others/a", "", false)]
    [InlineData("s3:DeleteObject", "/runs/2026-11-27-1/report.html", "", false)]
    public void The_function_s_role_may(string action, string path, string prefix, bool isAllowed)
    {
        var request = Request(Function, action, path);
        if (prefix.Length > 0) request.With(ContextKeys.S3Prefix, prefix);
        Assert.Equal(isAllowed ? PolicyAnswer.Allow : PolicyAnswer.Silence, Role().Answer(request));
    }

    // An identity's own policy that allows everything is taken for granted: what is asked here is what the bucket denies.
    [Theory]
    [InlineData(Function, "s3:PutObject", "/runs/1/report.html", true)]
    [InlineData(Admin, "s3:PutObject", "/runs/1/report.html", false)]
    [InlineData(Approver, "s3:PutObject", "/runs/1/report.html", false)]
    [InlineData(Admin, "s3:DeleteObject", "/runs/1/report.html", false)]
    [InlineData(Admin, "s3:DeleteObjectVersion", "/runs/1/report.html", false)]
    [InlineData(Admin, "s3:PutObjectTagging", "/runs/1/report.html", false)]
    [InlineData(Admin, "s3:ReplicateObject", "/runs/1/report.html", false)]
    [InlineData(Admin, "s3:GetObject", "/runs/1/report.html", true)]
    [InlineData(Approver, "s3:PutObject", "/approvals/1.json", true)]
    [InlineData(OtherApprover, "s3:PutObject", "/approvals/1.json", true)]
    [InlineData(Admin, "s3:PutObject", "/approvals/1.json", false)]
    [InlineData(Admin, "s3:DeleteObject", "/approvals/1.json", false)]
    [InlineData(Admin, "s3:ReplicateObject", "/approvals/1.json", false)]
    [InlineData(Function, "s3:PutObject", "/approvals/1.json", false)]
    [InlineData(Function, "s3:GetObject", "/approvals/1.json", true)]
    public void The_bucket_lets(string who, string action, string path, bool isLet) =>
        Assert.Equal(isLet ? PolicyAnswer.Silence : PolicyAnswer.Deny, Policy(WithApprovers).Answer(Request(who, action, path)));

    [Theory]
    [InlineData(Approver)]
    [InlineData(Admin)]
    [InlineData(Function)]
    public void Without_approvers_nobody_approves(string who) =>
        Assert.Equal(PolicyAnswer.Deny, Policy(Deployed).Answer(Request(who, "s3:PutObject", "/approvals/1.json")));

    [Fact]
    public void The_function_approves_nothing_even_if_it_is_named() => Assert.Equal(
        PolicyAnswer.Deny,
        Policy(Deployed.With("Approvers", Function)).Answer(Request(Function, "s3:PutObject", "/approvals/1.json")));

    [Theory]
    [InlineData(Function, "s3:PutObject", "/runs/1/report.html")]
    [InlineData(Admin, "s3:GetObject", "/runs/1/report.html")]
    [InlineData(Admin, "s3:ListBucket", "")]
    public void Nothing_goes_without_TLS(string who, string action, string path) =>
        Assert.Equal(PolicyAnswer.Deny, Policy(WithApprovers).Answer(Request(who, action, path, isSecure: false)));

    [Fact]
    public void It_is_private_encrypted_and_versioned()
    {
        var bucket = Made(Deployed);

        Assert.Equal(
            """{"BlockPublicAcls":"true","BlockPublicPolicy":"true","IgnorePublicAcls":"true","RestrictPublicBuckets":"true"}""",
            bucket["PublicAccessBlockConfiguration"]!.ToJsonString());
        Assert.Equal("""{"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]}""", bucket["OwnershipControls"]!.ToJsonString());
        Assert.Equal("""{"Status":"Enabled"}""", bucket["VersioningConfiguration"]!.ToJsonString());
        Assert.Equal("""{"ServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}""", Encryption(Deployed));
    }

    [Fact]
    public void A_key_of_one_s_own_encrypts_it()
    {
        const string Key = "arn:aws:kms:us-east-1:111122223333:key/0d2c4e1a";
        Assert.Equal(
            $$$"""{"BucketKeyEnabled":"true","ServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"{{{Key}}}"}}""",
            Encryption(Deployed.With("KmsKeyArn", Key)));
    }

    [Fact]
    public void Whatever_is_in_it_expires() => Assert.Equal(
        """
        [{"Id":"everything","Status":"Enabled","ExpirationInDays":"30","NoncurrentVersionExpiration":{"NoncurrentDays":"30"},"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":"30"}},{"Id":"delete-markers","Status":"Enabled","ExpiredObjectDeleteMarker":"true"}]
        """,
        Made(Deployed.With("ReportDays", "30"))["LifecycleConfiguration"]!["Rules"]!.ToJsonString());

    [Theory]
    [InlineData("ReportDays", "13", false)]
    [InlineData("ReportDays", "14", true)]
    [InlineData("Approvers", $"{Approver},{OtherApprover}", true)]
    [InlineData("Approvers", "arn:aws:iam::111122223333:role/*", false)]
    [InlineData("Approvers", "arn:aws:iam::111122223333:role/a, arn:aws:iam::111122223333:role/b", false)]
    [InlineData("Approvers", "arn:aws:sts::111122223333:assumed-role/a/b", false)]
    [InlineData("PricePerGiBMonth", "0.05", true)]
    [InlineData("PricePerGiBMonth", """{"us-east-1": 0.05, "eu-central-1":0.054}""", true)]
    [InlineData("PricePerGiBMonth", "$0.05", false)]
    [InlineData("PricePerGiBMonth", """{"us-east-1": "0.05"}""", false)]
    [InlineData("PricePerGiBMonth", "{", false)]
    [InlineData("PricePerGiBMonth", "{us-east-1:0.05}", false)]
    public void A_parameter_takes(string parameter, string value, bool isTaken) => Assert.Equal(isTaken, Deployed.Takes(parameter, value));

    [Fact]
    public void It_outlives_the_stack() => Assert.Equal(
        ("RetainExceptOnCreate", "Retain"),
        (Deployed.TextAt("Resources", "ReportBucket", "DeletionPolicy"),
            Deployed.TextAt("Resources", "ReportBucket", "UpdateReplacePolicy")));

    [Fact]
    public void The_function_is_told_its_name()
    {
        Assert.Equal("reportbucket", Variable(Deployed));
        Assert.Equal("reportbucket", Deployed.TextAt("Outputs", "Reports", "Value"));
        Assert.Equal(1, Assert.Single(MetricFilter.All, one => one.Name == "ReportsNotWritten").ValueIn("""{"message":"report_not_written"}"""));
    }

    [Fact]
    public void With_Reports_off_there_is_nothing_of_it()
    {
        var off = Deployed.With("Reports", "off");

        Assert.Equal(
            ["ReadRuns", "ReportBucket", "ReportBucketPolicy", "ReportsNotWritten", "WriteReports"],
            Deployed.Made().Keys.Except(off.Made().Keys).Order(StringComparer.Ordinal));
        Assert.Equal(("", "none"), (Variable(off), off.TextAt("Outputs", "Reports", "Value")));
        Assert.DoesNotContain("s3", string.Concat(off.Made().Values.Select(one => one.ToJsonString())), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Reports", off.TextAt("Resources", "Dashboard", "Properties", "DashboardBody"), StringComparison.Ordinal);
    }

    private static string Variable(StackTemplate template) =>
        template.TextAt("Resources", "CleanUp", "Properties", "Environment", "Variables", "SNAPSHOT_LAMBDA_REPORT_BUCKET");

    private static JsonNode Made(StackTemplate template) => template.Made("AWS::S3::Bucket")["ReportBucket"];

    private static string Encryption(StackTemplate template) => Assert.Single(
        Made(template)["BucketEncryption"]!["ServerSideEncryptionConfiguration"]!.AsArray())!.ToJsonString();

    private static IamPolicy Role() => IamPolicy.Parse(
        Deployed.At("Resources", "WriteReports", "Properties", "PolicyDocument").ToJsonString());

    /// <summary>The bucket's policy. Each statement is about everybody, which the sandbox's reader takes no word for.</summary>
    private static IamPolicy Policy(StackTemplate template)
    {
        var document = template.At("Resources", "ReportBucketPolicy", "Properties", "PolicyDocument").AsObject();
        foreach (var statement in document["Statement"]!.AsArray().Select(one => one!.AsObject()))
        {
            Assert.Equal("*", statement["Principal"]!.GetValue<string>());
            statement.Remove("Principal");
        }

        return IamPolicy.Parse(document.ToJsonString());
    }

    private static AccessRequest Request(string who, string action, string path, bool isSecure = true) =>
        new AccessRequest(action, Bucket + path)
            .With(ContextKeys.PrincipalArn, who)
            .With(ContextKeys.SecureTransport, isSecure ? "true" : "false");
}
