using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Tests.Sandbox.Iam;

public class PolicyTests
{
    private const string Snapshots = "arn:aws:ec2:*::snapshot/*";

    [Theory]
    [InlineData("ec2:DeleteSnapshot", "ec2:DeleteSnapshot", true)]
    [InlineData("EC2:deletesnapshot", "ec2:DeleteSnapshot", true)]
    [InlineData("ec2:Delete*", "ec2:DeleteSnapshot", true)]
    [InlineData("ec2:*Snapshot?", "ec2:DescribeSnapshots", true)]
    [InlineData("ec2:*Snapshot?", "ec2:DeleteSnapshot", false)]
    [InlineData("*", "sts:AssumeRole", true)]
    [InlineData("ec2:Delete", "ec2:DeleteSnapshot", false)]
    public void Matches_actions_without_case(string pattern, string action, bool allows) =>
        Assert.Equal(allows ? PolicyAnswer.Allow : PolicyAnswer.Silence, IamPolicy.Parse(Allow(pattern, "*")).Answer(new(action, "*")));

    [Theory]
    [InlineData("*", true)]
    [InlineData("arn:aws:ec2:*::snapshot/*", true)]
    [InlineData("arn:aws:ec2:us-east-1::snapshot/snap-0000000?", true)]
    [InlineData("arn:aws:ec2:us-east-1:111122223333:snapshot/*", false)]
    [InlineData("arn:aws:EC2:us-east-1::snapshot/*", false)]
    [InlineData("arn:aws:ec2:eu-*::snapshot/*", false)]
    public void Matches_resources_with_case(string pattern, bool allows) =>
        Assert.Equal(allows ? PolicyAnswer.Allow : PolicyAnswer.Silence, IamPolicy.Parse(Allow("ec2:*", pattern)).Answer(Delete()));

    [Fact]
    public void A_pattern_of_snapshots_does_not_cover_a_call_without_resource() =>
        Assert.Equal(PolicyAnswer.Silence, IamPolicy.Parse(Allow("ec2:*", Snapshots)).Answer(new("ec2:DescribeSnapshots", "*")));

    [Theory]
    [InlineData("ec2:DeleteSnapshot", nameof(PolicyAnswer.Silence))]
    [InlineData("ec2:DescribeSnapshots", nameof(PolicyAnswer.Allow))]
    public void NotAction_covers_all_others(string action, string answer) => Assert.Equal(answer, IamPolicy.Parse(
        """{"Statement":{"Effect":"Allow","NotAction":"ec2:Delete*","Resource":"*"}}""").Answer(new(action, "*")).ToString());

    [Fact]
    public void NotResource_covers_all_others() => Assert.Equal(PolicyAnswer.Silence, IamPolicy.Parse(
        """{"Statement":{"Effect":"Allow","Action":"*","NotResource":"arn:aws:ec2:*::snapshot/*"}}""").Answer(Delete()));

    [Fact]
    public void A_deny_comes_before_every_allow() => Assert.Equal(PolicyAnswer.Deny, IamPolicy.Parse(
        """{"Statement":[{"Effect":"Deny","Action":"ec2:Delete*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}]}""")
        .Answer(Delete()));

    // What IAM documents for each operator; the request is for a snapshot of 2026-05-01 with the tags Env=prod, DoNotDelete=, Team=a,
    // Face=😀.
    [Theory]
    [InlineData("""{"DateLessThan":{"ec2:SnapshotTime":"2026-05-01T00:00:01Z"}}""", true)]
    [InlineData("""{"DateLessThan":{"ec2:SnapshotTime":"2026-05-01T00:00:00Z"}}""", false)]
    [InlineData("""{"DateLessThanEquals":{"ec2:SnapshotTime":"2026-05-01T00:00:00Z"}}""", true)]
    [InlineData("""{"DateGreaterThan":{"EC2:snapshottime":"2026-05-01T00:00:00Z"}}""", false)]
    [InlineData("""{"DateGreaterThanEquals":{"ec2:SnapshotTime":"2026-05-01T02:00:00+02:00"}}""", true)]
    [InlineData("""{"DateEquals":{"ec2:SnapshotTime":"2026-05-01"}}""", true)]
    [InlineData("""{"DateNotEquals":{"ec2:SnapshotTime":"2026-05-01"}}""", false)]
    [InlineData("""{"DateLessThan":{"ec2:SnapshotTime":1777593601}}""", true)]
    [InlineData("""{"DateLessThan":{"aws:ResourceTag/Env":"2026-05-01"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:ResourceTag/Env":"prod"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:ResourceTag/ENV":"prod"}}""", true)]
    [InlineData("""{"StringEquals":{"ec2:ResourceTag/Env":["dev","prod"]}}""", true)]
    [InlineData("""{"StringEquals":{"aws:ResourceTag/Env":"PROD"}}""", false)]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:ResourceTag/Env":"PROD"}}""", true)]
    [InlineData("""{"StringNotEqualsIgnoreCase":{"aws:ResourceTag/Env":"PROD"}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:ResourceTag/Env":["dev","prod"]}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:ResourceTag/Env":["dev","test"]}}""", true)]
    [InlineData("""{"StringEquals":{"aws:ResourceTag/Env":"p*"}}""", false)]
    [InlineData("""{"StringLike":{"aws:ResourceTag/Env":"p*d"}}""", true)]
    [InlineData("""{"StringLike":{"aws:ResourceTag/DoNotDelete":"*"}}""", true)]
    [InlineData("""{"StringLike":{"aws:ResourceTag/Face":"?"}}""", true)]
    [InlineData("""{"StringLike":{"aws:ResourceTag/Face":"??"}}""", false)]
    [InlineData("""{"StringNotLike":{"aws:ResourceTag/Env":["x*","p?o*"]}}""", false)]
    [InlineData("""{"StringNotLike":{"aws:ResourceTag/Env":"x*"}}""", true)]
    [InlineData("""{"Null":{"aws:ResourceTag/donotdelete":"true"}}""", false)]
    [InlineData("""{"Null":{"aws:ResourceTag/DoNotDelete":"false"}}""", true)]
    [InlineData("""{"Null":{"aws:ResourceTag/Missing":true}}""", true)]
    [InlineData("""{"Bool":{"aws:ResourceTag/Env":"true"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:RequestedRegion":"us-east-1"},"Null":{"aws:ResourceTag/Missing":"true"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:RequestedRegion":"us-east-1"},"Null":{"aws:ResourceTag/Env":"true"}}""", false)]
    [InlineData("""{"StringEquals":{"ec2:Region":"us-east-1","aws:ResourceTag/Env":"dev"}}""", false)]
    public void Evaluates_conditions_as_documented(string condition, bool holds) => Assert.Equal(holds, Holds(condition, Delete()));

    [Theory]
    [InlineData("StringEquals", "x", false)]
    [InlineData("StringLike", "*", false)]
    [InlineData("DateLessThan", "2030-01-01", false)]
    [InlineData("Bool", "false", false)]
    [InlineData("StringNotEquals", "x", true)]
    [InlineData("StringNotLike", "*", true)]
    [InlineData("StringNotEqualsIgnoreCase", "x", true)]
    [InlineData("DateNotEquals", "2030-01-01", true)]
    [InlineData("StringEqualsIfExists", "x", true)]
    [InlineData("DateLessThanIfExists", "2000-01-01", true)]
    [InlineData("ForAnyValue:StringEquals", "x", false)]
    [InlineData("ForAnyValue:StringNotEquals", "x", false)]
    [InlineData("ForAllValues:StringEquals", "x", true)]
    public void A_missing_key_fails_what_is_positive_and_passes_what_is_negated(string op, string value, bool holds) =>
        Assert.Equal(holds, Holds($$$"""{"{{{op}}}":{"aws:ResourceTag/Missing":"{{{value}}}"}}""", Delete()));

    [Theory]
    [InlineData("ForAllValues:StringEquals", """["a","b","c"]""", true)]
    [InlineData("ForAllValues:StringEquals", """ "a" """, false)]
    [InlineData("ForAnyValue:StringEquals", """ "a" """, true)]
    [InlineData("ForAnyValue:StringEquals", """ "x" """, false)]
    [InlineData("ForAllValues:StringLike", """ "?" """, true)]
    [InlineData("ForAllValues:StringNotEquals", """ "x" """, true)]
    [InlineData("ForAllValues:StringNotEquals", """ "a" """, false)]
    [InlineData("ForAnyValue:StringNotEquals", """ "a" """, true)]
    [InlineData("ForAnyValue:StringNotLike", """ "*" """, false)]
    public void Quantifies_over_the_tag_keys_of_a_request(string op, string values, bool holds)
    {
        var request = new AccessRequest("ec2:CreateTags", "*").With(ContextKeys.TagKeys, "a").With(ContextKeys.TagKeys, "b");
        Assert.Equal(holds, Holds($$$"""{"{{{op}}}":{"aws:TagKeys":{{{values}}}}}""", request));
    }

    [Fact]
    public void Tag_keys_that_differ_in_case_alone_are_one_condition_key()
    {
        var request = Delete().With(ContextKeys.ResourceTag + "ENV", "dev");
        Assert.True(Holds("""{"StringEquals":{"aws:ResourceTag/env":"dev"}}""", request));
        Assert.False(Holds("""{"StringNotEquals":{"aws:ResourceTag/env":"prod"}}""", request));
    }

    [Theory]
    [InlineData(null, null, nameof(AccessDecision.NotAllowedByIdentity))]
    [InlineData("Allow", null, nameof(AccessDecision.Allowed))]
    [InlineData("Allow", "Allow", nameof(AccessDecision.Allowed))]
    [InlineData("Allow", "", nameof(AccessDecision.NotAllowedBySession))]
    [InlineData("", "Allow", nameof(AccessDecision.NotAllowedByIdentity))]
    [InlineData("Deny", "Allow", nameof(AccessDecision.DeniedByIdentity))]
    [InlineData("Allow", "Deny", nameof(AccessDecision.DeniedBySession))]
    [InlineData("", "Deny", nameof(AccessDecision.DeniedBySession))]
    public void A_session_has_what_both_policies_allow(string? identity, string? session, string decision) =>
        Assert.Equal(decision, Permissions.OfRole(Parse(identity), Parse(session)).Decide(Delete()).ToString());

    [Theory]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"Version":"2020-01-01","Statement":[]}""")]
    [InlineData("""{"Version":"2012-10-17"}""")]
    [InlineData("""{"Statement":[],"Statement":[]}""")]
    [InlineData("""{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"DeleteSnapshot","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"snapshot/*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:ec2:${aws:username}"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringSimilar":{"ec2:Region":"x"}}}}""")]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForSomeValues:StringLike":{"ec2:Region":"x"}}}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NullIfExists":{"ec2:Region":"true"}}}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:CurrentTime":"x"}}}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/":"x"}}}}""")]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"ec2:SnapshotTime":"yesterday"}}}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Null":{"ec2:Region":"maybe"}}}}""")]
    public void Refuses_what_it_cannot_evaluate(string policy) => Assert.Throws<FormatException>(() => IamPolicy.Parse(policy));

    private static AccessRequest Delete() => new AccessRequest("ec2:DeleteSnapshot", "arn:aws:ec2:us-east-1::snapshot/snap-00000001")
        .With(ContextKeys.Ec2Region, "us-east-1")
        .With(ContextKeys.RequestedRegion, "us-east-1")
        .With(ContextKeys.SnapshotTime, "2026-05-01T00:00:00.000Z")
        .With(ContextKeys.ResourceTag + "Env", "prod")
        .With(ContextKeys.Ec2ResourceTag + "Env", "prod")
        .With(ContextKeys.ResourceTag + "DoNotDelete", "")
        .With(ContextKeys.ResourceTag + "Team", "a")
        .With(ContextKeys.ResourceTag + "Face", "😀");

    private static bool Holds(string condition, AccessRequest request) => IamPolicy
        .Parse($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{{condition}}}}}""")
        .Answer(request) == PolicyAnswer.Allow;

    private static IamPolicy? Parse(string? effect) => effect switch
    {
        null => null,
        "" => IamPolicy.Parse("""{"Statement":[]}"""),
        _ => IamPolicy.Parse($$$"""{"Statement":{"Effect":"{{{effect}}}","Action":"ec2:*","Resource":"*"}}"""),
    };

    private static string Allow(string action, string resource) =>
        $$$"""{"Statement":{"Effect":"Allow","Action":"{{{action}}}","Resource":"{{{resource}}}"}}""";
}
