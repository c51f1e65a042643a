namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>What is valid in a fleet file, in the words of its error messages.</summary>
internal static class FleetTerms
{
    public const string Instant = "an instant with its offset, as in \"2026-11-22T03:00:00Z\"";
    public const string AccountId = "an account id, 12 digits";
    public const string SnapshotId = "snap- and 8 or 17 hexadecimal digits";
    public const string VolumeId = "vol- and 8 or 17 hexadecimal digits";
    public const string ImageId = "ami- and 8 or 17 hexadecimal digits";
    public const string LaunchTemplateId = "lt- and 8 or 17 hexadecimal digits";
    public const string RegionName = "a region's name, as in \"us-east-1\"";
    public const string Text = "a string without control characters";
}
