using System.IO.Compression;
using System.Text;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>
/// The policy passed to AssumeRole: at most 2,048 characters of Latin-1, and a packed size that AWS measures in an unpublished form. Here
/// that is the deflated text in a kilobyte, an estimate that repetitive policies pass and random ones do not.
/// </summary>
/// <param name="PackedPercent">Its packed size in percent of the limit.</param>
internal sealed record PassedPolicy(IamPolicy Policy, int PackedPercent)
{
    private const int MostCharacters = 2048, MostPackedBytes = 1024;

    /// <summary>Reads the policy.</summary>
    /// <exception cref="ApiError">The text is too long, has other characters, is too large when packed, or is not a policy.</exception>
    public static PassedPolicy Read(string text)
    {
        if (text.Length is 0)
            throw StsError.Invalid(text, "policy", "Member must have length greater than or equal to 1");
        if (text.Length > MostCharacters)
            throw StsError.Invalid(text, "policy", $"Member must have length less than or equal to {MostCharacters}");
        if (!text.All(IsLatin1))
            throw StsError.Invalid(
                text, "policy", "Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
        try
        {
            var policy = IamPolicy.Parse(text);
            var percent = Percent(text);
            return percent > 100 ? throw StsError.PackedTooLarge(percent) : new(policy, percent);
        }
        catch (FormatException e)
        {
            throw StsError.Malformed(e.Message);
        }
    }

    private static int Percent(string text)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(text));
        return (int)(((packed.Length * 100) + MostPackedBytes - 1) / MostPackedBytes);
    }

    private static bool IsLatin1(char character) => character is '\t' or '\n' or '\r' or (>= ' ' and <= '\u00FF');
}
