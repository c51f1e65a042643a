using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The role for other accounts: the same permissions as the delete role, for the function's role and no one else.</summary>
public sealed class MemberRoleTests
{
    private static readonly StackTemplate MemberRole = StackTemplate.MemberRole;

    [Theory]
    [InlineData("")]
    [InlineData("kubernetes")]
    public void It_may_do_what_the_delete_role_may_and_no_more(string skipGuards) => Assert.Equal(
        StackTemplate.Deployed.With("SkipGuards", skipGuards).At("Resources", "DeleteRole", "Properties", "Policies").ToJsonString(),
        MemberRole.With("SkipGuards", skipGuards).At("Resources", "MemberRole", "Properties", "Policies").ToJsonString());

    [Fact]
    public void It_trusts_the_function_s_role_alone() => Assert.Equal(
        """[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/CleanUpRole"},"Action":"sts:AssumeRole"}]""",
        Trust(MemberRole));

    [Fact]
    public void It_asks_for_the_external_id_if_there_is_one() => Assert.Equal(
        """[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/CleanUpRole"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"between-us"}}}]""",
        Trust(MemberRole.With("ExternalId", "between-us")));

    [Fact]
    public void The_second_role_may_do_what_the_restore_role_may_and_trusts_its_function_alone()
    {
        var template = MemberRole.With("RestoreFunctionRoleArn", "arn:aws:iam::111122223333:role/RestoreFunctionRole")
            .With("FunctionName", "CleanUp")
            .With("ExternalId", "between-us");

        Assert.DoesNotContain("MemberRestoreRole", MemberRole.Made().Keys);
        Assert.Equal(
            StackTemplate.Deployed.At("Resources", "RestoreRole", "Properties", "Policies").ToJsonString(),
            template.At("Resources", "MemberRestoreRole", "Properties", "Policies").ToJsonString());
        Assert.Equal(
            """[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/RestoreFunctionRole"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"between-us"}}}]""",
            template.At("Resources", "MemberRestoreRole", "Properties", "AssumeRolePolicyDocument", "Statement").ToJsonString());
        Assert.NotEmpty(template.With("FunctionName", "").Refusals());
        Assert.Empty(template.Refusals());
    }

    // As EnvironmentLimits does.
    [Theory]
    [InlineData("ExternalId", "a")]
    [InlineData("ExternalId", "between us")]
    [InlineData("RoleName", "ops/clean-up")]
    [InlineData("RolePath", "ops/")]
    [InlineData("FunctionRoleArn", "arn:aws:iam::111122223333:root")]
    public void It_refuses_what_the_function_could_not_use(string parameter, string value) =>
        Assert.DoesNotMatch(new Regex(MemberRole.TextAt("Parameters", parameter, "AllowedPattern"), RegexOptions.ECMAScript), value);

    // A StackSet of one region: a name that holds the region, or a resource of a region, would not do.
    [Fact]
    public void It_is_the_same_in_every_account_and_region()
    {
        Assert.Equal(["MemberRole", "MemberRestoreRole"], MemberRole.Resources);
        Assert.DoesNotContain(MemberRole.References(), reference => reference is "AWS::Region" or "AWS::AccountId" or "AWS::StackName");
        Assert.Equal("snapshot-lambda-member", MemberRole.TextAt("Resources", "MemberRole", "Properties", "RoleName"));
    }

    private static string Trust(StackTemplate template) =>
        template.At("Resources", "MemberRole", "Properties", "AssumeRolePolicyDocument", "Statement").ToJsonString();
}
