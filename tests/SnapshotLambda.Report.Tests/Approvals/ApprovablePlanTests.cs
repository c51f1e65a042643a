using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Report.Approvals;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests.Approvals;

/// <summary>What can be approved of plans: what they delete that night.</summary>
public sealed class ApprovablePlanTests
{
    [Fact]
    public void Whatever_the_plans_say_an_approval_names_all_that_they_delete_and_nothing_else() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed =>
        {
            var plans = new RandomPlans(seed).Plans;
            var deletions = plans.SelectMany(plan => plan.Snapshots())
                .Where(snapshot => snapshot.Decision is PlanDecision.Delete).Select(snapshot => snapshot.Id).Order(StringComparer.Ordinal);
            if (!deletions.Any())
            {
                Assert.Throws<InvalidPlanException>(() => ApprovablePlan.Of(plans));
                return true;
            }

            var plan = ApprovablePlan.Of(plans);
            using var approval = JsonDocument.Parse(ApprovalText.Of(plan.RunId, plan.Snapshots.Select(snapshot => snapshot.Id)));
            var ids = approval.RootElement.GetProperty("approvedSnapshotIds").EnumerateArray().Select(id => id.GetString()!).ToList();
            return ids.Order(StringComparer.Ordinal).SequenceEqual(deletions)
                && plan.Snapshots.Select(snapshot => snapshot.StartTime?.ToUnixTimeSeconds() ?? long.MaxValue) is var starts
                && starts.SequenceEqual(starts.Order());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void An_approval_is_a_payload_with_its_ids_one_a_line() =>
        Assert.Equal(
            "{\"dryRun\": false, \"approvedRun\": \"r\\\"1\", \"approvedSnapshotIds\": [\n\"snap-1\",\n\"snap-2\"\n]}\n",
            ApprovalText.Of("r\"1", ["snap-1", "snap-2"]));

    [Fact]
    public void Of_a_region_that_a_real_run_planned_nothing_can_be_approved()
    {
        var fault = Assert.Throws<InvalidPlanException>(() => ApprovablePlan.Of(
        [
            PlanText.Of(PlanText.Going("snap-1")),
            PlanText.Of(PlanText.Header with { Region = "us-east-1", DryRun = false }, [PlanText.Going("snap-2")]),
        ]));

        Assert.StartsWith("The plan of us-east-1 of account 111122223333 is a real run's", fault.Message, StringComparison.Ordinal);
    }
}
