using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace MLFlux.Reports;

/// <summary>An SVG file as an element of an HTML page.</summary>
internal static partial class InlineSvg
{
    /// <param name="svg">The file.</param>
    /// <param name="number">Tells this picture's names from those of others on the page.</param>
    /// <param name="label">What is read out in place of the picture.</param>
    public static string Of(string svg, int number, string label)
    {
        string element = svg[svg.IndexOf("<svg ", StringComparison.Ordinal)..];
        Match size = Size().Match(element);
        (string width, string height) = (size.Groups[1].Value, size.Groups[2].Value);
        element = string.Create(
            CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {width} {height}\" style=\"max-width:{width}px\" role=\"img\" "
            + $"aria-label=\"{WebUtility.HtmlEncode(label)}\"{element[(size.Index + size.Length)..]}");
        return FontFamily().Replace(Clip().Replace(element, $"$1p{number}-clip"), "");
    }

    [GeneratedRegex("^<svg width=\"([0-9.]+)\" height=\"([0-9.]+)\"")]
    private static partial Regex Size();

    /// <summary>The page's fonts are those that the reader has.</summary>
    [GeneratedRegex(" font-family=\"[^\"<>]*\"")]
    private static partial Regex FontFamily();

    [GeneratedRegex("(<clipPath id=\"|clip-path=\"url\\(#)clipPath")]
    private static partial Regex Clip();
}
