using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SnapshotLambda.Report.Html;

/// <summary>
/// Writes HTML. What stands in a literal is markup; what is put into one is text, and is encoded. No text of others can become markup,
/// since there is no way to write one as such.
/// </summary>
internal sealed class HtmlText(TextWriter writer)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly TextWriter _writer = writer;

    /// <summary>Writes markup with texts in it, as in <c>$"&lt;td&gt;{name}&lt;/td&gt;"</c>.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] ref Markup markup) =>
        Debug.Assert(markup.IsFor(this), "The compiler gives this writer to the markup, which wrote itself.");

    /// <summary>Writes the page's own style or script.</summary>
    public void Write(PageAsset asset) => _writer.Write(asset.Text);

    /// <summary>Encodes what is put into markup as soon as it is.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly HtmlText _target;

        /// <summary>Markup for a target.</summary>
        public Markup(int literalLength, int formattedCount, HtmlText target) => (_target, _, _) = (target, literalLength, formattedCount);

        /// <summary>Whether it was written to this target.</summary>
        public bool IsFor(HtmlText target) => ReferenceEquals(_target, target);

        /// <summary>Markup.</summary>
        public void AppendLiteral(string markup) => _target._writer.Write(markup);

        /// <summary>A text.</summary>
        public void AppendFormatted(string? text) => Encoder.Encode(_target._writer, text ?? "");

        /// <summary>A number, an instant or such.</summary>
        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));
    }
}
