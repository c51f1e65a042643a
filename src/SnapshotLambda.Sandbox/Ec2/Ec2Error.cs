using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>
/// EC2's errors, with its own codes and texts: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html AWS documents no
/// codes for locks and fast restore; those here are assumptions.
/// </summary>
internal static class Ec2Error
{
    public static ApiError DryRun() => new("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);

    public static ApiError Unauthorized(string denial) =>
        new("UnauthorizedOperation", $"You are not authorized to perform this operation. {denial}", 403);

    public static ApiError Throttled() => new("RequestLimitExceeded", "Request limit exceeded.", 503);

    public static ApiError NoSnapshot(params IReadOnlyCollection<string> ids) => new("InvalidSnapshot.NotFound", ids.Count == 1
        ? $"The snapshot '{ids.First()}' does not exist."
        : $"The snapshots '{string.Join(", ", ids)}' do not exist.");

    public static ApiError NoImage(IReadOnlyCollection<string> ids) => new("InvalidAMIID.NotFound", ids.Count == 1
        ? $"The image id '[{ids.First()}]' does not exist"
        : $"The image ids '[{string.Join(", ", ids)}]' do not exist");

    public static ApiError NoVolume(string id) => new("InvalidVolume.NotFound", $"The volume '{id}' does not exist.");

    public static ApiError NoLaunchTemplate(string id) =>
        new("InvalidLaunchTemplateId.NotFound", $"The specified launch template, with template ID {id}, does not exist.");

    public static ApiError Malformed(string code, string id, string prefix) =>
        new(code, $"Invalid id: \"{id}\" (expecting \"{prefix}...\")");

    public static ApiError MalformedSnapshotId(string id) => Malformed("InvalidSnapshotID.Malformed", id, "snap-");

    public static ApiError InUseByImage(string id, string imageId) =>
        new("InvalidSnapshot.InUse", $"The snapshot {id} is currently in use by {imageId}");

    public static ApiError InUseByFastRestore(string id, IEnumerable<string> zones) =>
        new(
            "InvalidSnapshot.InUse",
            $"The snapshot {id} is currently in use: fast snapshot restore is enabled in {string.Join(", ", zones)}");

    public static ApiError ManagedByBackup() => new("InvalidParameterValue",
        "This snapshot is managed by the AWS Backup service and cannot be deleted via EC2 APIs. If you wish to delete this "
        + "snapshot, please do so via the Backup console.");

    public static ApiError Locked(string id, string state) =>
        new("OperationNotPermitted", $"The snapshot {id} is locked (lock state: {state}) and cannot be deleted.");

    public static ApiError InvalidValue(string message) => new("InvalidParameterValue", message);

    public static ApiError InvalidCombination(string one, string other) =>
        new("InvalidParameterCombination", $"The parameter {one} cannot be used with the parameter {other}");

    public static ApiError InvalidToken(string why) => new("InvalidNextToken", $"The specified NextToken is not valid: {why}.");

    public static ApiError TooManyFilters(string what) => new("FilterLimitExceeded", what);

    public static ApiError TooManyTags(string id) =>
        new("TagLimitExceeded", $"The maximum number of Tags for a resource has been reached: {id}");
}
