namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>The valid values in a fleet file, as its error messages name them.</summary>
internal static class FleetTerms
{
    public const string Instant = "an instant with its offset, as in \"2026-11-22T03:00:00Z\"";
    public const string AccountId = "an account id, 12 digits";
    public const string SnapshotId = "snap- and up to 60 lower-case letters, digits and hyphens";
    public const string VolumeId = "vol- and up to 60 lower-case letters, digits and hyphens";
    public const string ImageId = "ami- and up to 60 lower-case letters, digits and hyphens";
    public const string LaunchTemplateId = "lt- and up to 60 lower-case letters, digits and hyphens";
    public const string RegionName = "a region's name, as in \"us-east-1\"";
    public const string BucketName = "a bucket's name, 3 to 63 lower-case letters, digits, hyphens and dots";
    public const string Text = "a string without control characters";
}
