namespace SnapshotLambda.Tests;

/// <summary>A fact that needs nothing but Chromium, and is skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = ChromiumProgram.File is null ? ChromiumProgram.Needed : null;
}
