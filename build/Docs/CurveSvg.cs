using System.Globalization;
using System.Text;

namespace MLFlux.Docs;

/// <summary>Draws a function from −5 to 5 as SVG, the same to the byte on every machine.</summary>
internal static class CurveSvg
{
    private const double From = -5, To = 5;
    private const int Width = 360, Height = 240, Margin = 28, Samples = 400;

    public static string Draw(string name, Func<double, double> function)
    {
        (double X, double Y)[] points =
            [.. Enumerable.Range(0, Samples + 1).Select(i => From + ((To - From) * i / Samples)).Select(x => (x, function(x)))];
        double low = Math.Floor(points.Min(point => point.Y) - 0.1), high = Math.Ceiling(points.Max(point => point.Y) + 0.1);
        double step = high - low > 6 ? 2 : 1;

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" "
            + $"font-family=\"sans-serif\" font-size=\"11\" fill=\"#333a45\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{name}</title>\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n");
        for (double x = From; x <= To; x++)
            Line(svg, X(x), Y(low), X(x), Y(high), x == 0);
        for (double y = Math.Ceiling(low / step) * step; y <= high; y += step)
            Line(svg, X(From), Y(y), X(To), Y(y), y == 0);
        foreach (double x in (double[])[From, 0, To])
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{X(x):0.#}\" y=\"{Height - 10}\" text-anchor=\"middle\">{Label(x)}</text>\n");
        for (double y = Math.Ceiling(low / step) * step; y <= high; y += step)
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{Margin - 6}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{Label(y)}</text>\n");
        svg.Append("<polyline fill=\"none\" stroke=\"#1f77b4\" stroke-width=\"2\" points=\"");
        svg.AppendJoin(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Y):0.#}")));
        svg.Append("\"/>\n</svg>\n");
        return svg.ToString();

        double X(double x) => Margin + ((x - From) / (To - From) * (Width - (2 * Margin)));
        double Y(double y) => Height - Margin - ((y - low) / (high - low) * (Height - (2 * Margin)));
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2, bool isAxis) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{(isAxis ? "#8a93a0" : "#e4e7eb")}\"/>\n");

    private static string Label(double value) => ((int)value).ToString(CultureInfo.InvariantCulture).Replace('-', '−');
}
