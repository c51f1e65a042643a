using SnapshotLambda.Core.Results;
using SnapshotLambda.Pacing;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Access;

[Collection(nameof(ProcessWideState))]
public sealed class AccountsTests
{
    private static readonly string OneRegion = Region("us-east-1");
    private static readonly string TwoRegions = $"{Region("us-east-1")}, {Region("eu-west-1")}";
    private const string BothMembers = $""" "accounts": ["{Roles.Member}", "{Roles.OtherMember}"] """;

    [Fact]
    public async Task Cleans_those_that_are_named_and_only_these_each_through_its_role()
    {
        await using var night = await NightOfAsync(Roles.Of(Roles.Member, OneRegion), Roles.Of(Roles.OtherMember, OneRegion));

        var result = await night.RunAsync(Scenario.Delete(BothMembers));

        Assert.Equal((RunStatus.Succeeded, 6), (result.Status, result.Totals.Deleted));
        Assert.Equal(
            [(Roles.Member, "verified"), (Roles.OtherMember, "verified")], result.Regions.Select(region => (region.Account, region.Fence)));
        Assert.Equal([4, 1, 1], night.World.Accounts.Select(account => account.Regions[0].Snapshots.Count));
        Assert.Equal(
            [$"arn:aws:iam::{Roles.Member}:role/member between-us", $"arn:aws:iam::{Roles.OtherMember}:role/member between-us"],
            night.Calls.Where(call => call.Action == "AssumeRole")
                .Select(call => $"{call.Parameters["RoleArn"]} {call.Parameters["ExternalId"]}")
                .Order());
        Assert.Equal([Roles.Member, Roles.OtherMember], night.Log.Of("region_finished").Select(line => line["account"]).Order());
        Assert.Equal(Scenario.Account, Assert.Single(night.Log.Of("run_finished"))["account"]);
    }

    [Fact]
    public async Task A_repeated_delivery_is_logged_with_the_account_of_the_function_and_not_with_one_that_was_cleaned()
    {
        await using var night = await NightOfAsync(Roles.Of(Roles.Member, OneRegion), Roles.Of(Roles.OtherMember, OneRegion));
        var payload = Scenario.Delete($""" "idempotencyKey": "{Guid.NewGuid()}", {BothMembers} """);
        await night.RunAsync(payload);

        await night.RunAsync(payload);

        Assert.Equal(Scenario.Account, Assert.Single(night.Log.Of("run_replayed"))["account"]);
    }

    [Fact]
    public async Task Asks_each_account_for_its_own_regions()
    {
        await using var night = await NightOfAsync(Roles.Of(Roles.Member, TwoRegions), Roles.Of(Roles.OtherMember, OneRegion));

        var result = await night.RunAsync(Scenario.Delete($""" "regions": ["all"], {BothMembers} """));

        Assert.Equal(
            [(Roles.Member, "eu-west-1", 3), (Roles.Member, "us-east-1", 3), (Roles.OtherMember, "us-east-1", 3)],
            result.Regions.Select(region => (region.Account, region.Region, region.Deleted!.Value)));
        Assert.Equal("eu-west-1,us-east-1", Assert.Single(night.Log.Of("run_finished"))["region"]);
    }

    [Fact]
    public async Task Cleans_all_the_regions_of_two_accounts_at_once_and_each_on_its_own()
    {
        string[] names =
        [
            "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-west-1", "eu-west-2", "eu-west-3",
            "eu-central-1", "eu-north-1",
            "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2",
        ];
        var regions = string.Join(", ", names.Select(Region));
        await using var night = await NightOfAsync(Roles.Of(Roles.Member, regions), Roles.Of(Roles.OtherMember, regions));

        var result = await night.RunAsync(Scenario.Delete($""" "regions": ["all"], {BothMembers} """));

        Assert.Equal((RunStatus.Succeeded, 34 * 3, 34), (result.Status, result.Totals.Deleted, result.Regions.Count));
        Assert.All(result.Regions, region => Assert.Equal((3, "verified"), (region.Deleted!.Value, region.Fence)));
        Assert.Equal(34, result.Regions.Select(region => (region.Account, region.Region)).Distinct().Count());
    }

    [Fact]
    public async Task One_without_the_role_fails_alone_and_says_what_to_grant()
    {
        await using var night = await NightOfAsync(
            Roles.Of(Roles.Member, TwoRegions, role: "another"), Roles.Of(Roles.OtherMember, OneRegion));

        var result = await night.RunAsync(
            Scenario.Delete($""" "regions": ["us-east-1", "eu-west-1"], "excludeRegions": ["eu-west-1"], {BothMembers} """));

        Assert.Equal((RunStatus.Failed, "AccessDenied", 3), (result.Status, result.Reason, result.Totals.Deleted));
        Assert.Equal(
            [(RegionStatus.Failed, "untried"), (RegionStatus.Succeeded, "verified")],
            result.Regions.Select(region => (region.Status, region.Fence)));
        foreach (var hint in (string[])
        [
            $"arn:aws:iam::{Roles.Member}:role/member", "AccessDenied", "assumed-role/function", "sts:AssumeRole",
            "SNAPSHOT_LAMBDA_EXTERNAL_ID", $"us-east-1 of {Roles.Member}",
        ])
            Assert.Contains(hint, result.Message, StringComparison.Ordinal);
        Assert.Contains(Roles.Member, result.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_external_id_opens_nothing()
    {
        await using var night = await NightOfAsync(
            Roles.Of(Roles.Member, OneRegion), Roles.Of(Roles.OtherMember, OneRegion, externalId: "another"));

        var result = await night.RunAsync(Scenario.Delete(BothMembers));

        Assert.Equal([RegionStatus.Succeeded, RegionStatus.Failed], result.Regions.Select(region => region.Status));
        Assert.Equal(4, night.World.Account(Roles.OtherMember)!.Regions[0].Snapshots.Count);
    }

    [Fact]
    public async Task One_whose_regions_cannot_be_listed_has_one_entry_and_holds_up_none()
    {
        const string NoRegions = """{ "Effect": "Allow", "Action": ["ec2:DescribeSnapshots"], "Resource": "*" }""";
        await using var night = await NightOfAsync(
            Roles.Of(Roles.Member, OneRegion, reads: NoRegions), Roles.Of(Roles.OtherMember, OneRegion));

        var result = await night.RunAsync(Scenario.Delete($""" "regions": ["all"], {BothMembers} """));

        Assert.Equal((RunStatus.Failed, "UnauthorizedOperation"), (result.Status, result.Reason));
        Assert.Equal(
            [(Roles.Member, "all", RegionStatus.Failed), (Roles.OtherMember, "us-east-1", RegionStatus.Succeeded)],
            result.Regions.Select(region => (region.Account, region.Region, region.Status)));
    }

    [Fact]
    public async Task One_of_which_every_region_is_denied_is_no_success_whatever_the_others_are()
    {
        const string RegionsAlone = """{ "Effect": "Allow", "Action": ["ec2:DescribeRegions"], "Resource": "*" }""";
        await using var night = await NightOfAsync(
            Roles.Of(Roles.Member, OneRegion, reads: RegionsAlone), Roles.Of(Roles.OtherMember, OneRegion));

        var result = await night.RunAsync(Scenario.Delete($""" "regions": ["all"], {BothMembers} """));

        Assert.Equal((RunStatus.Failed, "NotAllowed", 3), (result.Status, result.Reason, result.Totals.Deleted));
        Assert.Contains(Roles.Member, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_leads_into_another_account_is_refused_before_anything_is_read()
    {
        await using var night = await Scenario.WithAccountsAsync(
            $"{Roles.Own(OneRegion)}, {Roles.Of(Roles.Member, OneRegion, externalId: null)}");
        night.Environment["SNAPSHOT_LAMBDA_DELETE_ROLE_ARN"] = $"arn:aws:iam::{Roles.Member}:role/member";

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Refused, "WrongAccount"), (result.Status, result.Reason));
        Assert.Contains(Roles.Member, result.Message, StringComparison.Ordinal);
        Assert.All(night.Calls, call => Assert.Equal("sts", call.Service));
    }

    [Fact]
    public async Task The_expected_account_is_still_the_function_s_own()
    {
        await using var night = await NightOfAsync(Roles.Of(Roles.Member, OneRegion));

        var right = await night.RunAsync(
            Scenario.Delete($""" "accounts": ["{Roles.Member}"], "expectedAccountId": "{Scenario.Account}" """));
        var wrong = await night.RunAsync(Scenario.Delete($""" "accounts": ["{Roles.Member}"], "expectedAccountId": "{Roles.Member}" """));

        Assert.Equal((RunStatus.Succeeded, RunStatus.Refused), (right.Status, wrong.Status));
    }

    [Fact]
    public async Task A_role_that_sts_is_too_busy_for_fails_and_is_to_be_tried_again()
    {
        await using var night = await NightOfAsync(
            new SandboxOptions
            {
                RequestLimits = false,
                Faults = call => call.Action == "AssumeRole"
                    ? new InjectedFault("busy") { Error = _ => new ApiError("Throttling", "Rate exceeded", 400) }
                    : null,
            },
            Roles.Of(Roles.Member, OneRegion));

        var result = await night.RunAsync(Scenario.Delete($""" "accounts": ["{Roles.Member}"] """));

        Assert.Equal((RunStatus.Failed, "Throttling"), (result.Status, result.Reason));
        Assert.Contains("run again", result.Message, StringComparison.Ordinal);
        Assert.Equal(Backoff.ThrottledAttempts, night.CallsOf("AssumeRole"));
    }

    private static Task<Scenario> NightOfAsync(params string[] members) => NightOfAsync(null, members);

    private static async Task<Scenario> NightOfAsync(SandboxOptions? options, params string[] members)
    {
        var night = await Scenario.WithAccountsAsync(string.Join(", ", [Roles.Own(OneRegion), .. members]), options);
        night.Environment["SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME"] = "member";
        night.Environment["SNAPSHOT_LAMBDA_EXTERNAL_ID"] = "between-us";
        return night;
    }

    private static string Region(string name) =>
        $$"""{ "name": "{{name}}", "snapshots": [ {{Scenario.Old(3)}}, { "id": "snap-young", "volumeId": "vol-y", "ageDays": 3 } ] }""";
}
