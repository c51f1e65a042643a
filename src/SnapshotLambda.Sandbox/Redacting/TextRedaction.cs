using System.Text;
using System.Text.RegularExpressions;

namespace SnapshotLambda.Sandbox.Redacting;

/// <summary>
/// Redacts sentences. Ids, ARNs and accounts get their pseudonyms; a word stays only if the function's own pages have it, and what
/// stands in quotation marks only if it is a name of the function's own. So a value that nobody thought of is replaced too.
/// </summary>
internal sealed partial class TextRedaction(Pseudonyms pseudonyms)
{
    /// <summary>A secret that is shorter may remain in a sentence: nobody knows it again there.</summary>
    private const int ShortestSecret = 3;

    private readonly Dictionary<string, List<(string Secret, int Lead)>> _secrets = new(StringComparer.Ordinal);

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Remembers what stood in a field that somebody names, so that it is known again in sentences.</summary>
    public void Learn(string kind, string secret)
    {
        if (secret.Length < ShortestSecret || Vocabulary.IsName(secret) || !_known.Add(secret))
            return;
        pseudonyms.Of(kind, secret);
        if (Piece().Match(secret) is not { Success: true } first)
            return;
        if (!_secrets.TryGetValue(first.Value, out var same))
            _secrets[first.Value] = same = [];
        same.Add((secret, first.Index));
    }

    /// <summary>The text without what is somebody's.</summary>
    public string Of(string text)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        var match = Piece().Match(text);
        while (at < text.Length)
        {
            if (match.Success && match.Index < at)
                match = Piece().Match(text, at);
            if (match.Success && Secret(text, at, match) is { } secret)
            {
                result.Append(pseudonyms.Of("value", secret));
                at += secret.Length;
                continue;
            }

            if (!match.Success || match.Index != at)
            {
                result.Append(text[at] is '\t' or '\r' or '\n' or '…' or (>= ' ' and <= '~') ? text[at] : '?');
                at++;
                continue;
            }

            result.Append(Replaced(match));
            at += match.Length;
        }

        return result.ToString();
    }

    /// <summary>The longest secret that begins here and does not end within a word.</summary>
    private string? Secret(string text, int at, Match next)
    {
        if (IsWithinWord(text, at))
            return null;
        // Secrets are kept by the first piece that they have alone; in a text that piece may go on.
        return _secrets
            .GetValueOrDefault(next.Value, [])
            .Concat(Beginnings(next.Value).SelectMany(beginning => _secrets.GetValueOrDefault(beginning, [])))
            .Where(one => next.Index - one.Lead == at && string.CompareOrdinal(text, at, one.Secret, 0, one.Secret.Length) == 0)
            .Select(one => one.Secret)
            .Where(secret => !IsWithinWord(text, at + secret.Length))
            .MaxBy(secret => secret.Length);
    }

    private static bool IsWithinWord(string text, int at) =>
        at > 0 && at < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]);

    private static IEnumerable<string> Beginnings(string piece)
    {
        for (var end = 1; end < piece.Length; end++)
        {
            if (!char.IsLetterOrDigit(piece[end]))
                yield return piece[..end];
        }
    }

    private string Replaced(Match piece)
    {
        var text = piece.Value;
        if (piece.Groups["arn"].Success)
            return Arn(text);
        if (piece.Groups["id"].Success)
            return pseudonyms.Id(text) ?? pseudonyms.Of("id", text);
        if (piece.Groups["time"].Success)
            return text;
        if (piece.Groups["quoted"].Success)
            return text[0] + Quoted(text[1..^1]) + text[^1];
        if (piece.Groups["number"].Success)
            return IsPlainNumber(text) ? text : pseudonyms.Of("number", text);
        return Vocabulary.IsWord(text) || Vocabulary.IsRegion(text) || Action().IsMatch(text) || IsPlainSetting(text) ? text : pseudonyms.Of("word", text);
    }

    private string Quoted(string text) =>
        text.Length == 0 || (!_known.Contains(text) && (Vocabulary.IsName(text) || Vocabulary.IsRegion(text) || Plain().IsMatch(text)))
            ? text
            : pseudonyms.Of("value", text);

    private string Arn(string arn)
    {
        var parts = arn.Split(':', 6);
        for (var i = 1; i < Math.Min(parts.Length, 5); i++)
            parts[i] = parts[i].Length == 0 || Service().IsMatch(parts[i]) || Vocabulary.IsRegion(parts[i]) ? parts[i] : Name(parts[i]);
        if (parts.Length == 6)
            parts[5] = ArnResource().Replace(parts[5], part => ResourceType().IsMatch(part.Value) ? part.Value : Name(part.Value));
        return string.Join(':', parts);
    }

    private string Name(string text) => pseudonyms.Of("name", text);

    /// <summary>As <c>run_started</c> has it: <c>maxAgeDays=30</c>.</summary>
    private static bool IsPlainSetting(string text) =>
        text.Split('=') is [var name, var value]
        && Vocabulary.IsName(name)
        && SecretPlaces.Kind(name) is null
        && (value is "true" or "false" || Plain().IsMatch(value));

    private static bool IsPlainNumber(string text) => Plain().IsMatch(text) || Grouped().IsMatch(text);

    [GeneratedRegex(
        """
        (?<arn>arn:[a-z-]*:[^\s"'\\,;<>(){}\[\]`]*[^\s"'\\,;<>(){}\[\]`.:])
        |(?<id>(?<![\p{L}\p{N}])(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}
          |(?:snap|vol|ami|ari|aki|i|lt|eni|sg|subnet|vpc|rtb|igw|eipalloc|fs|fleet|policy|cvlg|rs|job)-[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*)
          (?![\p{L}\p{N}]))
        |(?<time>(?<![\p{L}\p{N}])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?(?![\p{L}\p{N}]))
        |(?<quoted>"(?:[^"\\\r\n]|\\.)*"|(?<![\p{L}\p{N}])'[^'\r\n]*'(?![\p{L}\p{N}]))
        |(?<number>\d+(?:[.,:/-]\d+)*(?![\p{L}\p{M}\p{N}_]|[-./:@+\#&=][\p{L}\p{M}\p{N}_]))
        |(?<word>[\p{L}\p{M}\p{N}_$]+(?:[-./:@+\#&=][\p{L}\p{M}\p{N}_]+)*)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Piece();

    [GeneratedRegex(@"^(?:\d{1,6}|\d{1,6}\.\d{1,3}|\d\d:\d\d(?::\d\d)?)$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^\d{1,3}(?:,\d{3}){1,3}$")]
    private static partial Regex Grouped();

    [GeneratedRegex("^(?:aws|aws-cn|aws-us-gov|iam|sts|ec2|s3|lambda|dynamodb|kms|logs|sns|sqs|events|scheduler|cloudwatch|rbin)$")]
    private static partial Regex Service();

    [GeneratedRegex(
        "^(?:role|assumed-role|user|root|policy|snapshot|volume|image|instance|launch-template|function|table|key|alias|log-group|rule)$")]
    private static partial Regex ResourceType();

    [GeneratedRegex(
        "^(?:ec2|sts|s3|dynamodb|kms|logs|rbin|lambda):"
        + "(?:Assume|Create|Decrypt|Delete|Describe|Generate|Get|Invoke|List|Put|Restore|Update)[A-Za-z]+$")]
    private static partial Regex Action();

    [GeneratedRegex("[^/:]+")]
    private static partial Regex ArnResource();
}
