using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests.Model;

/// <summary>What holds for the report of every run.</summary>
public sealed class RunReportProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(100);

    private static void ForEvery(Func<RandomPlans, RunReport, bool> holds) =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed => new RandomPlans(seed) is var plans && holds(plans, RunReport.Open(plans.Plans, null))).Check(Often);

    [Fact]
    public void Its_counts_are_those_of_the_plans() => ForEvery((plans, report) =>
        plans.Plans.Select(plan => plan.Header.Counts) is var counts
        && report.Sums.Total[PlanDecision.Delete].Count == counts.Sum(count => count.ToDelete)
        && report.Sums.Total[PlanDecision.Mark].Count == counts.Sum(count => count.ToMark)
        && report.Sums.Total[PlanDecision.Wait].Count == counts.Sum(count => count.Waiting)
        && report.Sums.Total.All.Count == counts.Sum(count => count.Scanned));

    [Fact]
    public void Its_reasons_are_those_of_the_plans() => ForEvery((plans, report) =>
        report.Sums.Reasons.Where(reason => reason.Fates[PlanDecision.Keep].Count > 0)
            .ToDictionary(reason => reason.Name, reason => reason.Fates[PlanDecision.Keep].Count) is var reasons
        && plans.Plans.SelectMany(plan => plan.Header.Counts.Kept).GroupBy(kept => kept.Key).ToList() is var kept
        && kept.Count == reasons.Count
        && kept.TrueForAll(reason => reasons[reason.Key] == reason.Sum(one => one.Value)));

    [Fact]
    public void Months_places_owners_and_rows_each_add_up_to_all() => ForEvery((_, report) => report.Sums.Total.All is var all
        && Sum(report.Sums.Months.Select(month => month.Fates)) == all
        && Sum(report.Sums.Places.Select(place => place.Fates)) == all
        && (report.Owners is null || Sum(report.Owners.Values.Select(owner => owner.Fates)) == all)
        && Sum(report.Volumes.Select(volume => volume.Fates)) == all
        && report.Shown.All == all);

    private static Amount Sum(IEnumerable<Fates> fates) => fates.Aggregate(default(Amount), (sum, one) => sum.Plus(one.All));
}
