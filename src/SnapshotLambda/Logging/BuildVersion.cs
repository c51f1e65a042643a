using System.Reflection;

namespace SnapshotLambda.Logging;

/// <summary>
/// The version of this build: that of <c>Directory.Build.props</c>, followed by a plus sign and the commit if it was built in a repository.
/// </summary>
internal static class BuildVersion
{
    /// <summary>The version, as in <c>0.1.0+4f6d0c2…</c>.</summary>
    public static string Text { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
