namespace SnapshotLambda.Settings;

/// <summary>What the environment alone decides, out of any payload's reach.</summary>
internal sealed record EnvironmentLimits
{
    /// <summary>Its variables, in the order of the README's table.</summary>
    public static IReadOnlyList<EnvironmentVariable> Variables { get; } =
    [
        new EnvironmentVariable<bool>("SNAPSHOT_LAMBDA_FORCE_DRY_RUN", new BooleanType(), (limits, value) => limits with { ForceDryRun = value },
            "`true`: every run is a dry run, whatever its payload says."),
        new EnvironmentVariable<int>("SNAPSHOT_LAMBDA_MIN_AGE_DAYS", new IntegerType(1, 3650), (limits, value) => limits with { MinAgeDays = value },
            "A lower `maxAgeDays`, wherever it is named, is an error."),
        new EnvironmentVariable<string>("SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE", new TextType(1024), (limits, value) => limits with { IdempotencyTable = value },
            "The DynamoDB table that remembers runs; without it, the function's own memory does."),
    ];

    /// <summary>The name of the variable behind <see cref="MinAgeDays"/>.</summary>
    public static string MinAgeDaysName => Variables[1].Name;

    /// <summary>Whether every run is a dry run.</summary>
    public bool ForceDryRun { get; init; }

    /// <summary>The least <c>maxAgeDays</c>, in days.</summary>
    public int MinAgeDays { get; init; } = 1;

    /// <summary>The DynamoDB table that remembers runs; null if none.</summary>
    public string? IdempotencyTable { get; init; }

    /// <summary>Reads them; what is wrong is told.</summary>
    public static EnvironmentLimits Read(SettingsSources sources, SettingErrors errors) =>
        Variables.Aggregate(new EnvironmentLimits(), (limits, variable) =>
            sources.Variable(variable.Name) is { } text ? variable.Read(text, limits, new(Layer.Environment, variable.Name, sources, errors)) : limits);
}
