using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MLFlux.Pages;

/// <summary>A page of the service, put together piece by piece; all text is escaped.</summary>
internal sealed partial class PageText
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

    /// <summary>
    /// An element with a name in it, which breaks between its words on a narrow screen: <c>size_of_garden</c>, <c>SizeOfGarden</c>.
    /// </summary>
    /// <param name="element">The element, with attributes that are markup already.</param>
    /// <param name="name">The name.</param>
    public PageText Name(string element, string name) =>
        Markup($"<{element}>{string.Join("<wbr>", Words().Split(name).Select(Escape))}</{element.Split(' ', 2)[0]}>\n");

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The whole page. It loads the style and, where there is one, a script of the service, and nothing else.</summary>
    /// <param name="title">The page's title.</param>
    /// <param name="script">The path of the script; null for none.</param>
    public string ToPage(string title, string? script = null) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/page.css">
        {(script is null ? "" : $"<script src=\"{script}\" defer></script>")}
        </head>
        <body>
        <main>
        {_body}</main>
        </body>
        </html>

        """;

    // As page.js has it for what the script shows.
    [GeneratedRegex(@"(?<=[_.\-/])(?=[\p{L}\p{N}])|(?<=\p{Ll})(?=\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
