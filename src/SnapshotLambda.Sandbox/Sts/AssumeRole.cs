using System.Text.RegularExpressions;
using System.Xml;
using SnapshotLambda.Sandbox.Ec2;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>
/// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html Every role has IAM's default maximum session of an hour.
/// </summary>
internal sealed partial class AssumeRole(WorldStore store, Identities identities) : IStsAction
{
    private const int LeastSeconds = 900, MostSeconds = 43_200, HourSeconds = 3600;

    /// <inheritdoc/>
    public IReadOnlySet<string> Parameters { get; } =
        new HashSet<string> { "DurationSeconds", "ExternalId", "Policy", "RoleArn", "RoleSessionName" };

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(ApiCall call)
    {
        var arn = ReadRequired(call, "RoleArn", "roleArn");
        var name = ReadRequired(call, "RoleSessionName", "roleSessionName");
        if (!SessionNames().IsMatch(name))
            throw StsError.Invalid(name, "roleSessionName", "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
        if (RoleArn.Read(arn) is not { } target)
            throw new ApiError("ValidationError", $"{arn} is invalid");
        var duration = ReadDuration(call);
        var policy = call.Parameters.Text("Policy") is { } text ? PassedPolicy.Read(text) : null;
        var role = Find(call, target);
        if (role is null || !Trust.Lets(call, target, role))
            throw StsError.Denied(call.Principal.Arn, arn);
        if (duration > TimeSpan.FromSeconds(HourSeconds))
            throw StsError.TooLong(call.Principal.RoleArn is not null);
        var session = identities.Issue(target.AccountId, role, name, policy?.Policy, duration);
        return xml => Write(xml, session, call.Region, policy);
    }

    private Role? Find(ApiCall call, RoleArn target) =>
        target.Partition == Arns.Partition(call.Region) ? store.Current.Account(target.AccountId)?.Role(target.Name) : null;

    private static TimeSpan ReadDuration(ApiCall call)
    {
        var seconds = call.Parameters.Whole("DurationSeconds") ?? HourSeconds;
        return seconds switch
        {
            < LeastSeconds =>
                throw StsError.Invalid($"{seconds}", "durationSeconds", $"Member must have value greater than or equal to {LeastSeconds}"),
            > MostSeconds =>
                throw StsError.Invalid($"{seconds}", "durationSeconds", $"Member must have value less than or equal to {MostSeconds}"),
            _ => TimeSpan.FromSeconds(seconds),
        };
    }

    private static string ReadRequired(ApiCall call, string name, string member) =>
        call.Parameters.Text(name) is { Length: > 0 } text ? text : throw StsError.Invalid("null", member, "Member must not be null");

    private static void Write(XmlWriter xml, Session session, string region, PassedPolicy? policy)
    {
        var principal = session.Principal(region);
        xml.WriteStartElement("Credentials");
        xml.Element("AccessKeyId", session.Credentials.AccessKeyId);
        xml.Element("SecretAccessKey", session.Credentials.SecretAccessKey);
        xml.Element("SessionToken", session.Credentials.SessionToken);
        xml.Element("Expiration", session.Credentials.Expiration);
        xml.WriteEndElement();
        xml.WriteStartElement("AssumedRoleUser");
        xml.Element("AssumedRoleId", principal.UserId);
        xml.Element("Arn", principal.Arn);
        xml.WriteEndElement();
        if (policy is not null)
            xml.Element("PackedPolicySize", policy.PackedPercent);
    }

    [GeneratedRegex("^[A-Za-z0-9_+=,.@-]{2,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SessionNames();
}
