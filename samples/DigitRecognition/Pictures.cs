using MLFlux;

namespace DigitRecognition;

/// <summary>Writes plots and the report, and says where.</summary>
internal static class Pictures
{
    public static void Save(Plot plot, string folder, string name)
    {
        PlotFiles files = plot.Save(Path.Combine(folder, name));
        string note = files.PngHasText ? "" : "; this machine has no fonts, so only the SVG has lettering";
        Console.WriteLine($"saved {files.Png} and {files.Svg}{note}");
    }

    public static void SaveReport(PredictionReport report, string folder)
    {
        string path = Path.Combine(folder, "report.html");
        report.SaveHtml(path);
        Console.WriteLine($"saved {path}");
    }
}
