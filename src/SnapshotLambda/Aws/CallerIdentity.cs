namespace SnapshotLambda.Aws;

/// <summary>Whom credentials belong to.</summary>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Arn">The user or the role's session, as in <c>arn:aws:sts::111122223333:assumed-role/clean-up/snapshot-lambda</c>.</param>
internal sealed record CallerIdentity(string Account, string Arn)
{
    /// <summary>The partition that all ARNs of a run begin with, as in <c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</summary>
    public string Partition => Arn.Split(':', 3)[1];

    /// <summary>Whether a text has the form of an ARN, so that its partition can be told.</summary>
    public static bool IsArn(string? text) => text?.Split(':') is ["arn", { Length: > 0 }, { Length: > 0 }, _, _, ..];
}
