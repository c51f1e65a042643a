namespace SnapshotLambda.Aws;

/// <summary>The identity behind credentials.</summary>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Arn">
/// The ARN of the user or the role's session, as in <c>arn:aws:sts::111122223333:assumed-role/clean-up/snapshot-lambda</c>.
/// </param>
internal sealed record CallerIdentity(string Account, string Arn)
{
    /// <summary>The partition of all ARNs of a run: <c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>, for example.</summary>
    public string Partition => Arn.Split(':', 3)[1];

    /// <summary>True if a text has the form of an ARN with a partition.</summary>
    public static bool IsArn(string? text) => text?.Split(':') is ["arn", { Length: > 0 }, { Length: > 0 }, _, _, ..];
}
