using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>STS's errors: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Errors</summary>
internal static class StsError
{
    public static ApiError Denied(string principalArn, string roleArn) =>
        new("AccessDenied", $"User: {principalArn} is not authorized to perform: sts:AssumeRole on resource: {roleArn}", 403);

    public static ApiError Invalid(string value, string member, string constraint) =>
        new("ValidationError", $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    public static ApiError TooLong(bool isChained) => new("ValidationError", isChained
        ? "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
        : "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");

    public static ApiError Malformed(string why) => new("MalformedPolicyDocument", why);

    public static ApiError PackedTooLarge(int percent) =>
        new("PackedPolicyTooLarge", $"Packed policy consumes {percent}% of allotted space, please use smaller policy.");
}
