using OxyPlot;
using OxyPlot.SkiaSharp;

namespace MLFlux.Plots;

/// <summary>Draws plots into files.</summary>
internal static class Pictures
{
    /// <summary>Pixels for each unit of the plot's size, so that a PNG is sharp on today's screens.</summary>
    private const int Density = 2;

    /// <summary>Writes a PNG on white.</summary>
    public static void WritePng(PlotModel model, Stream stream, int width, int height)
    {
        // Numbers and class names need no shaping of ligatures; without it HarfBuzz is not loaded.
        var exporter = new PngExporter
        {
            Width = width * Density,
            Height = height * Density,
            Dpi = 96 * Density,
            UseTextShaping = false,
        };
        exporter.Export(model, stream);
    }

    /// <summary>Writes an SVG with lettering as text, measured by this machine's font where it has one, and by a guess where not.</summary>
    public static void WriteSvg(PlotModel model, Stream stream, int width, int height)
    {
        using var measurer = new SkiaRenderContext { RenderTarget = RenderTarget.VectorGraphic, UseTextShaping = false };
        new OxyPlot.SvgExporter { Width = width, Height = height, TextMeasurer = Fonts.CanDrawText ? measurer
            : null }.Export(model, stream);
    }
}
