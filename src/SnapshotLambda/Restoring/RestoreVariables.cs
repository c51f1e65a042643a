using System.Text.RegularExpressions;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Restoring;

/// <summary>
/// The environment of a restore. Roles, the function whose deletions may be taken back, and the place of its lists come from here alone: no
/// payload names them.
/// </summary>
internal static partial class RestoreVariables
{
    /// <summary>The name of the variable for <see cref="RestoreSettings.CleanUpFunction"/>.</summary>
    public const string CleanUpFunction = "SNAPSHOT_LAMBDA_CLEAN_UP_FUNCTION";

    /// <summary>The name of the variable for the members' role.</summary>
    public const string MemberRoleName = "SNAPSHOT_LAMBDA_MEMBER_RESTORE_ROLE_NAME";

    /// <summary>The name of the variable for the bucket.</summary>
    public const string ReportBucket = "SNAPSHOT_LAMBDA_REPORT_BUCKET";

    /// <summary>All of them, in the order of the table in docs/undo.md.</summary>
    public static IReadOnlyList<RestoreVariable> All { get; } =
    [
        Of(CleanUpFunction, new TextType(64, "the name of a Lambda function", FunctionName().IsMatch),
            (settings, name) => settings with { CleanUpFunction = name },
            "The function whose deletions may be taken back."),
        Of(ReportBucket, new TextType(63),
            (settings, name) => settings with { Reports = settings.Reports with { Bucket = name } },
            "The bucket that has its runs; without it, only snapshots that the payload names can be restored."),
        Of("SNAPSHOT_LAMBDA_REPORT_FOLDER", new TextType(4096),
            (settings, path) => settings with { Reports = settings.Reports with { Folder = path } },
            "The folder of one run in place of a bucket, where the function runs on a machine of yours."),
        Of("SNAPSHOT_LAMBDA_RESTORE_ROLE_ARN", new TextType(2048, "the ARN of an IAM role", RoleArn().IsMatch),
            (settings, arn) => settings with { Access = settings.Access with { DeleteRoleArn = arn } },
            "The role that the function's own account is restored through; without it, the function's own credentials serve, unfenced."),
        Of(MemberRoleName, new TextType(576, "the name of an IAM role, with its path if it has one"),
            (settings, name) => settings with { Access = settings.Access with { MemberRoleName = name } },
            "The role that every other account is restored through."),
        Of("SNAPSHOT_LAMBDA_EXTERNAL_ID", new TextType(1224),
            (settings, id) => settings with { Access = settings.Access with { ExternalId = id } },
            "The `sts:ExternalId` that the trust policy of that role asks for."),
        Of("SNAPSHOT_LAMBDA_ACCOUNTS", new AccountListType(), (settings, ids) => settings with { CleanedAccounts = ids },
            "The accounts that are cleaned, for a restore without lists."),
    ];

    /// <summary>
    /// Reads them onto the settings, and reports errors. A variable with our prefix that neither function has is an error, as a misspelt
    /// one must not count as set.
    /// </summary>
    public static RestoreSettings Read(RestoreSettings settings, SettingsSources sources, SettingErrors errors)
    {
        foreach (var name in sources.Variables.Keys.Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Setting.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase) || Known.Contains(name)) continue;
            new SettingLocation(Layer.Environment, JsonText.Path(name), sources, errors)
                .RefuseName(name, JsonText.Shown(sources.Variables[name]), [.. All.Select(variable => variable.Name)]);
        }

        return All.Aggregate(settings, (read, variable) => sources.Variable(variable.Name) is { } text
            ? variable.Read(text, new(Layer.Environment, variable.Name, sources, errors))?.Invoke(read) ?? read
            : read);
    }

    private static readonly HashSet<string> Known =
    [
        .. All.Select(variable => variable.Name),
        .. SettingTable.ByEnvironmentName.Keys,
        .. EnvironmentLimits.Variables.Select(variable => variable.Name),
    ];

    private static RestoreVariable Of<T>(
        string name, SettingType<T> type, Func<RestoreSettings, T, RestoreSettings> set, string meaning) =>
        new(name, type.ValidAsText, meaning, (text, place) =>
        {
            if (type.FromText(text) is not { } json) place.Refuse(JsonText.Shown(text), "cannot be read", type.ValidAsText);
            else if (type.TryRead(json, place, out var value)) return settings => set(settings, value);
            return null;
        });

    // https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html: FunctionName
    [GeneratedRegex(@"\A[a-zA-Z0-9-_]{1,64}\z")]
    private static partial Regex FunctionName();

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]+\z", RegexOptions.ECMAScript)]
    private static partial Regex RoleArn();
}

/// <summary>A variable of a restore's environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Valid">The valid values.</param>
/// <param name="Meaning">Its effect, in a sentence.</param>
/// <param name="Read">Reads it and returns what sets it; null after reporting its errors at the place.</param>
internal sealed record RestoreVariable(
    string Name, string Valid, string Meaning, Func<string, SettingLocation, Func<RestoreSettings, RestoreSettings>?> Read);
