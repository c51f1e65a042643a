using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>Finds launch templates as EC2 does.</summary>
internal static class LaunchTemplates
{
    /// <summary>The template with this id.</summary>
    /// <exception cref="Http.ApiError">There is none, or no template can have the id.</exception>
    public static LaunchTemplate Find(Ec2Call call, string id) => AwsFormats.LaunchTemplateId(id) is null
        ? throw Ec2Error.Malformed("InvalidLaunchTemplateId.Malformed", id, "lt-")
        : call.Region.LaunchTemplates.GetValueOrDefault(id) ?? throw Ec2Error.NoLaunchTemplate(id);
}
