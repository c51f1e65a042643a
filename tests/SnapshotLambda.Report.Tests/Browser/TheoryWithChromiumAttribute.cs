namespace SnapshotLambda.Report.Tests.Browser;

/// <summary>A theory that Chromium shows, where it is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryWithChromiumAttribute : TheoryAttribute
{
    public TheoryWithChromiumAttribute() => Skip = Chromium.Missing;
}
