using System.Text.RegularExpressions;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The limits that the environment alone sets, out of any payload's reach.</summary>
internal sealed partial record EnvironmentLimits
{
    /// <summary>The variables, in the order of the table in docs/settings.md.</summary>
    public static IReadOnlyList<EnvironmentVariable> Variables { get; } =
    [
        new EnvironmentVariable<bool>(
            "SNAPSHOT_LAMBDA_FORCE_DRY_RUN",
            new BooleanType(),
            (limits, value) => limits with { ForceDryRun = value },
            "`true`: every run is a dry run, whatever its payload says."),
        new EnvironmentVariable<int>(
            "SNAPSHOT_LAMBDA_MIN_AGE_DAYS",
            new IntegerType(1, 3650),
            (limits, value) => limits with { MinAgeDays = value },
            "A lower `maxAgeDays`, wherever it is named, is an error."),
        new EnvironmentVariable<bool>(
            LockedName,
            new BooleanType(),
            (limits, value) => limits with { Locked = value },
            "`true`: a payload may repeat the deployed values, and otherwise name only the values in the last column above. "
            + "The template sets it."),
        new EnvironmentVariable<string>(
            "SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE",
            new TextType(1024),
            (limits, value) => limits with { IdempotencyTable = value },
            "The DynamoDB table that remembers runs; without it, the function's own memory does."),
        new EnvironmentVariable<string>(
            "SNAPSHOT_LAMBDA_DELETE_ROLE_ARN",
            new TextType(2048, "the ARN of an IAM role, as in arn:aws:iam::111122223333:role/snapshot-lambda-delete", RoleArn().IsMatch),
            (limits, value) => limits with { Access = limits.Access with { DeleteRoleArn = value } },
            "The role that the function's own account is read and cleaned through; "
            + "without it, the function's own credentials serve and there is no fence."),
        new EnvironmentVariable<string>(
            MemberRoleNameName,
            new TextType(576, "the name of an IAM role, with its path if it has one", RoleName().IsMatch),
            (limits, value) => limits with { Access = limits.Access with { MemberRoleName = value } },
            "The role that each of `accounts` is read and cleaned through."),
        new EnvironmentVariable<string>(
            "SNAPSHOT_LAMBDA_EXTERNAL_ID",
            new TextType(1224, "a text of 2 to 1224 letters, digits and +=,.@:/-_", ExternalId().IsMatch),
            (limits, value) => limits with { Access = limits.Access with { ExternalId = value } },
            "The `sts:ExternalId` that the trust policy of that role asks for."),
        new EnvironmentVariable<FenceMode>(
            "SNAPSHOT_LAMBDA_FENCE",
            new ChoiceType<FenceMode>(),
            (limits, value) => limits with { Access = limits.Access with { Fence = value } },
            "The deletions that AWS itself refuses where a role is assumed: `on`, of everything the settings keep that IAM can express; "
            + "`tagsOnly`, the same but for the age; `off`, none."),
        new EnvironmentVariable<string>(
            "SNAPSHOT_LAMBDA_REPORT_BUCKET",
            new TextType(63, "the name of an S3 bucket, as in snapshot-lambda-reports", BucketName().IsMatch),
            (limits, value) => limits with { Reports = limits.Reports with { Bucket = value } },
            "The bucket, in the function's region, that each run's plans, result and report are put to; without it, to none."),
        new EnvironmentVariable<string>(
            "SNAPSHOT_LAMBDA_REPORT_FOLDER",
            new TextType(4096),
            (limits, value) => limits with { Reports = limits.Reports with { Folder = value } },
            "A folder that they are written to in place of a bucket, where the function runs on a machine of yours."),
    ];

    /// <summary>The name of the variable for <see cref="AccessSettings.MemberRoleName"/>.</summary>
    public const string MemberRoleNameName = "SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME";

    /// <summary>The name of the variable for <see cref="Locked"/>.</summary>
    public const string LockedName = "SNAPSHOT_LAMBDA_LOCKED";

    /// <summary>The name of the variable for <see cref="MinAgeDays"/>.</summary>
    public static string MinAgeDaysName => Variables[1].Name;

    /// <summary>True if every run is a dry run.</summary>
    public bool ForceDryRun { get; init; }

    /// <summary>The minimum of <c>maxAgeDays</c>, in days.</summary>
    public int MinAgeDays { get; init; } = 1;

    /// <summary>True if a payload may only make a run stricter than deployed.</summary>
    public bool Locked { get; init; }

    /// <summary>The DynamoDB table that stores runs; null for none.</summary>
    public string? IdempotencyTable { get; init; }

    /// <summary>The roles through which the accounts are reached.</summary>
    public AccessSettings Access { get; init; } = new();

    /// <summary>The place of reports.</summary>
    public ReportSettings Reports { get; init; } = new();

    /// <summary>Reads the limits, and reports errors.</summary>
    public static EnvironmentLimits Read(SettingsSources sources, SettingErrors errors) =>
        Variables.Aggregate(new EnvironmentLimits(), (limits, variable) =>
            sources.Variable(variable.Name) is { } text
                ? variable.Read(text, limits, new(Layer.Environment, variable.Name, sources, errors))
                : limits);

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
    [GeneratedRegex(@"\Aarn:aws[a-z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]+\z", RegexOptions.ECMAScript)]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"\A([\w+=,.@-]+/)*[\w+=,.@-]{1,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex RoleName();

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.ECMAScript)]
    private static partial Regex BucketName();

    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    [GeneratedRegex(@"\A[\w+=,.@:/-]{2,1224}\z", RegexOptions.ECMAScript)]
    private static partial Regex ExternalId();
}
