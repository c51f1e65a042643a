namespace SnapshotLambda.Report.Tests.Browser;

/// <summary>A fact that Chromium shows, where it is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithChromiumAttribute : FactAttribute
{
    public FactWithChromiumAttribute() => Skip = Chromium.Missing;
}
