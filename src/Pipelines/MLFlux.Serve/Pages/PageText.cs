using System.Net;
using System.Text;

namespace MLFlux.Pages;

/// <summary>A page of the service, put together piece by piece; all text is escaped.</summary>
internal sealed class PageText
{
    private readonly StringBuilder _body = new();

    /// <summary>Markup, as it is.</summary>
    public PageText Markup(string markup)
    {
        _body.Append(markup);
        return this;
    }

    /// <summary>An element with a text in it.</summary>
    /// <param name="element">Its name, with attributes that are markup already.</param>
    /// <param name="text">The text.</param>
    public PageText Element(string element, string text) =>
        Markup($"<{element}>{Escape(text)}</{element.Split(' ', 2)[0]}>\n");

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The whole page. It loads the style and, where asked for, the script of the service, and nothing else.</summary>
    public string ToPage(string title, bool hasScript = false) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/page.css">
        {(hasScript ? "<script src=\"/page.js\" defer></script>" : "")}
        </head>
        <body>
        <main>
        {_body}</main>
        </body>
        </html>

        """;
}
