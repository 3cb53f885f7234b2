using System.Globalization;
using System.Net;
using System.Text;

namespace MLFlux.Reports;

/// <summary>An HTML page put together piece by piece; all text is escaped.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _body = new();
    private readonly string _title;

    public HtmlPage(string title)
    {
        _title = Escape(title);
        _body.Append("<h1>").Append(_title).Append("</h1>\n");
    }

    public void Heading(string text) => _body.Append("<h2>").Append(Escape(text)).Append("</h2>\n");

    public void Paragraph(string text) => _body.Append("<p>").Append(Escape(text)).Append("</p>\n");

    /// <summary>Lines as they are, in letters of one width.</summary>
    public void Preformatted(string text) => _body.Append("<pre>").Append(Escape(text)).Append("</pre>\n");

    /// <summary>What matters most, in a sentence or two.</summary>
    public void Verdict(string text) => _body.Append("<p class=\"verdict\">").Append(Escape(text)).Append("</p>\n");

    public void Open(string element, string cssClass) => _body.Append('<').Append(element).Append(" class=\"").Append(cssClass)
        .Append("\">\n");

    public void Close(string element) => _body.Append("</").Append(element).Append(">\n");

    /// <summary>A big number and what it is.</summary>
    public void Figure(string value, string name) =>
        _body.Append("<div class=\"figure\"><b>").Append(Escape(value)).Append("</b><span>").Append(Escape(name)).Append("</span></div>\n");

    /// <summary>A picture with its caption, in a row of its own where it is large; <paramref name="svg"/> is markup.</summary>
    public void Picture(string svg, string caption, bool isLarge) =>
        _body.Append(isLarge ? "<figure class=\"large\">" : "<figure>").Append(svg).Append("<figcaption>").Append(Escape(caption))
        .Append("</figcaption></figure>\n");

    /// <summary>A table whose first columns are words, and the others numbers.</summary>
    public void Table(int words, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        _body.Append("<div class=\"wide\"><table><thead><tr>");
        for (int i = 0; i < header.Count; i++)
            Cell("th", header[i], i < words);
        _body.Append("</tr></thead><tbody>\n");
        foreach (IReadOnlyList<string> row in rows)
        {
            _body.Append("<tr>");
            for (int i = 0; i < row.Count; i++)
                Cell("td", row[i], i < words);
            _body.Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
    }

    /// <summary>
    /// A row's picture, where there is one, what is said of it, loud and low, its values, and bars for what columns add to its score.
    /// </summary>
    public void Card(
        ReadOnlyMemory<byte>? png, string text, string note, IEnumerable<ColumnValue> values, IEnumerable<ColumnContribution> contributions)
    {
        _body.Append("<div class=\"card\">");
        if (png is { } bytes)
            _body.Append("<img alt=\"\" src=\"data:image/png;base64,").Append(Convert.ToBase64String(bytes.Span)).Append("\">");
        _body.Append("<div><b>").Append(Escape(text)).Append("</b><small>").Append(Escape(note)).Append("</small><dl>");
        foreach (ColumnValue value in values)
            _body.Append("<dt>").Append(Escape(value.Column)).Append("</dt><dd>").Append(Escape(value.Value)).Append("</dd>");
        _body.Append("</dl>");
        Bars([.. contributions]);
        _body.Append("</div></div>\n");
    }

    private void Bars(ColumnContribution[] contributions)
    {
        if (contributions.Length == 0)
            return;

        float largest = contributions.Max(one => Math.Abs(one.Contribution));
        _body.Append("<div class=\"bars\">");
        foreach (ColumnContribution one in contributions)
        {
            int percent = largest > 0 ? (int)Math.Round(100 * Math.Abs(one.Contribution) / largest) : 0;
            _body.Append(CultureInfo.InvariantCulture, $"<span>{Escape(one.Column)}</span>")
                .Append(one.Contribution < 0 ? "<i class=\"less\" style=\"width:" : "<i style=\"width:")
                .Append(CultureInfo.InvariantCulture, $"{percent}%\"></i>")
                .Append(CultureInfo.InvariantCulture, $"<b>{one.Contribution:+0.###;-0.###;0}</b>");
        }

        _body.Append("</div>");
    }

    /// <summary>The whole page: it loads nothing, and is told not to.</summary>
    public override string ToString() => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{_title}}</title>
        <style>
        {{Style}}
        </style>
        </head>
        <body>
        <main>
        {{_body}}</main>
        </body>
        </html>

        """;

    private void Cell(string element, string text, bool isWord)
    {
        _body.Append('<').Append(element).Append(isWord ? " class=\"word\">" : ">").Append(Escape(text)).Append("</").Append(element)
            .Append('>');
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private const string Style = """
        body { margin: 0; background: #fff; color: #333a45; font: 15px/1.5 "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Noto Sans", Arial, sans-serif; }
        main { max-width: 1180px; margin: 0 auto; padding: 24px 28px 48px; }
        h1 { font-size: 28px; font-weight: 600; margin: 0 0 4px; }
        h2 { font-size: 20px; font-weight: 600; margin: 36px 0 10px; padding-bottom: 4px; border-bottom: 1px solid #e4e7eb; break-after: avoid; }
        p { margin: 4px 0 12px; color: #5b6470; }
        .figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 18px 0; }
        .figure { border: 1px solid #e4e7eb; border-radius: 8px; padding: 10px 16px; min-width: 96px; }
        .figure:first-child { background: #eef5fb; border-color: #bcd8ee; }
        .figure b { display: block; font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
        .figure span { color: #5b6470; font-size: 13px; }
        .verdict { border-left: 4px solid #2f7dc6; background: #f5f9fd; color: #333a45; padding: 10px 14px; margin: 14px 0; max-width: 900px; }
        pre { background: #f5f6f8; border-radius: 8px; padding: 12px 16px; font-size: 13px; line-height: 1.4; overflow-x: auto; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: 5px 12px; text-align: right; border-bottom: 1px solid #e4e7eb; white-space: nowrap; }
        td.word { max-width: 460px; white-space: normal; overflow-wrap: anywhere; }
        th { white-space: normal; vertical-align: bottom; font-weight: 600; border-bottom-color: #8a93a0; }
        .word { text-align: left; }
        .pictures { display: flex; flex-wrap: wrap; gap: 20px; align-items: flex-start; }
        figure { margin: 0; flex: 1 1 460px; min-width: 0; break-inside: avoid; }
        figure.large { flex-basis: 100%; }
        figure svg { width: 100%; height: auto; display: block; }
        figcaption { color: #5b6470; font-size: 13px; padding: 0 12px; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(330px, 1fr)); gap: 14px; }
        .card { display: flex; gap: 14px; border: 1px solid #e4e7eb; border-radius: 8px; padding: 12px; break-inside: avoid; }
        .card > div { min-width: 0; }
        .card img { width: 96px; height: 96px; object-fit: contain; image-rendering: pixelated; background: #f5f6f8; flex: none; }
        small { display: block; color: #5b6470; }
        dl { display: grid; grid-template-columns: auto 1fr; gap: 0 10px; margin: 6px 0 0; font-size: 13px; }
        dt { color: #5b6470; }
        dd { margin: 0; overflow-wrap: anywhere; }
        .bars { display: grid; grid-template-columns: auto 90px auto; gap: 2px 8px; align-items: center; margin-top: 8px; font-size: 12px; }
        .bars span { color: #5b6470; overflow-wrap: anywhere; }
        .bars i { height: 9px; background: #2f7dc6; border-radius: 2px; }
        .bars i.less { background: #d9822b; }
        .bars b { font-weight: 400; font-variant-numeric: tabular-nums; }
        @media print { body { font-size: 12px; } main { max-width: none; padding: 0; } figure { flex-basis: 45%; } }
        """;
}
