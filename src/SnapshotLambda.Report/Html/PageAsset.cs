using System.Security.Cryptography;
using System.Text;

namespace SnapshotLambda.Report.Html;

/// <summary>The page's style or its script: part of the assembly, without any data of a run.</summary>
internal sealed class PageAsset
{
    private PageAsset(params IEnumerable<string> files)
    {
        Text = string.Concat(files.Select(Read));
        Hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}";
    }

    /// <summary>The style.</summary>
    public static PageAsset Style { get; } = new("page.css");

    /// <summary>The script.</summary>
    public static PageAsset Script { get; } = new("page.js");

    /// <summary>The script of a page on which deletions can be approved.</summary>
    public static PageAsset ScriptThatApproves { get; } = new("approve.js", "page.js");

    /// <summary>Its text.</summary>
    public string Text { get; }

    /// <summary>Its hash, as a content security policy names it.</summary>
    public string Hash { get; }

    private static string Read(string file)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
