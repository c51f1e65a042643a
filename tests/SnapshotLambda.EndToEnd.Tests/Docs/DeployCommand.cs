using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>A command of a document that deploys the function's stack.</summary>
/// <param name="File">The document.</param>
/// <param name="Text">The command, in one line.</param>
internal sealed partial record DeployCommand(string File, string Text)
{
    /// <summary>Those of all documents and of samconfig.toml's comments, in their order.</summary>
    public static IReadOnlyList<DeployCommand> All { get; } = [.. Documents.All.Append("samconfig.toml").SelectMany(In)];

    /// <summary>Those of one of them: whole lines of a code block, and code within a sentence.</summary>
    public static IEnumerable<DeployCommand> In(string file)
    {
        var text = Repository.Read(file).Replace("\\\n", " ", StringComparison.Ordinal);
        return Lines().Matches(text).Concat(Inline().Matches(text)).OrderBy(found => found.Index)
            .Select(found => new DeployCommand(file, Blanks().Replace(found.Groups[1].Value, " ").Trim()));
    }

    // A line of a block, or of a comment, that has the command and nothing before it but what builds.
    [GeneratedRegex(@"^[ #]*((?:sam build[^&`\n]*&& *)?sam deploy\b[^`\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex(@"`((?:sam build[^&`\n]*&& *)?sam deploy [^`]*)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
