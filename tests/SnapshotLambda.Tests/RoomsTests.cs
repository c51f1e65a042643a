using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Sandbox;

namespace SnapshotLambda.Tests;

/// <summary>
/// The rooms of the code, each a folder and its namespace. A room uses only those that stand after it here, so that no circle joins any,
/// and whoever changes one knows whom that may concern. docs/architecture.md tells what each is for.
/// </summary>
public sealed class RoomsTests
{
    public static TheoryData<string> Projects => ["Core", "report", "function", "sandbox"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_uses_only_those_below_it(string project)
    {
        var rooms = Order(project);
        var wrong =
            from type in Loaded(project).Types
            from dependency in type.Dependencies
            where dependency.Target is not GenericParameter
            let room = RoomOf(project, type)
            let used = RoomOf(project, dependency.Target)
            where room is not null && used is not null && room != used && rooms.IndexOf(used) < rooms.IndexOf(room)
            select $"{room}, in {type.Name}, uses {used}, for {dependency.Target.Name}";

        Assert.Empty(wrong.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_room_has_its_place(string project)
    {
        var found = Loaded(project).Types.Select(type => RoomOf(project, type)).OfType<string>().Distinct();

        Assert.Equal(Order(project).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    // From the top down; the empty name is the project's own folder.
    private static List<string> Order(string project) => project switch
    {
        "Core" => ["Restoring", "Results", "Planning", "Fencing", "Rules", "Outcomes", "Guards", "Tags", "Snapshots", "Errors", "Text"],
        "report" => ["Html", "Csv", "Approvals", "Model", "Results", "Plans"],
        "function" =>
            [
                "", "Idempotency", "Restoring", "Runs", "Execution", "Reading", "Approving", "Reports", "Access", "Logging", "Aws", "Pacing",
                "Settings", "Settings.Types",
            ],
        _ => ["Commands", "", "Progress", "Report", "Redacting", "Lambda", "Sts", "S3", "Ec2.Actions", "Ec2", "Http", "Fleets", "Worlds", "Iam"],
    };

    private static Architecture Loaded(string project) => new ArchLoader().LoadAssemblies(AssemblyOf(project)).Build();

    private static System.Reflection.Assembly AssemblyOf(string project) => project switch
    {
        "Core" => typeof(Planner).Assembly,
        "report" => typeof(RunReport).Assembly,
        "function" => typeof(SnapshotCleanUp).Assembly,
        _ => typeof(SandboxServer).Assembly,
    };

    /// <summary>The room that a type stands in; null for what is another project's, or made by the compiler outside of all rooms.</summary>
    private static string? RoomOf(string project, IType? type)
    {
        var root = AssemblyOf(project).GetName().Name!;
        if (type?.Assembly is not { } assembly || assembly.Name.Split(',')[0] != root) return null;
        var name = type.Namespace?.FullName ?? "";
        return name == root ? "" : name.StartsWith($"{root}.", StringComparison.Ordinal) ? name[(root.Length + 1)..] : null;
    }
}
