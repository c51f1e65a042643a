using System.Reflection;

namespace SnapshotLambda.Logging;

/// <summary>Which build this is: the version of <c>Directory.Build.props</c>, and after a plus sign the commit, where it was built of a repository.</summary>
internal static class BuildVersion
{
    /// <summary>As in <c>0.1.0+4f6d0c2…</c>.</summary>
    public static string Text { get; } = typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
