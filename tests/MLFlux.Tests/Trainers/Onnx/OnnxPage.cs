using System.Globalization;
using System.Text;
using MLFlux.Tests.Construction;

namespace MLFlux.Tests.Onnx;

/// <summary>The table of what exports, with the largest differences found in ONNX Runtime.</summary>
internal static class OnnxPage
{
    public static string Make()
    {
        var page = new StringBuilder();
        page.Append($"""
            # ONNX

            Every layer and every activation exports: `model.ExportToOnnx(path)`. The figures are the largest differences between
            ONNX Runtime and the layer's own module with random weights, on random inputs of random shapes (values beyond 1: as a
            share of them). The tests compute them anew and take up to {LayerExportTests.Tolerance.ToString("0e-0", CultureInfo.InvariantCulture)}. Layers of an application's own
            (`ModuleLayer`) have no form in ONNX and are refused by name before a file is written. This page is made by

            ```
            MLFLUX_ACCEPT_ONNX=1 dotnet test -c Release --project tests/MLFlux.Tests --filter "FullyQualifiedName~OnnxPageTests"
            ```

            | layer | exported | forms | shapes | largest difference |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        IEnumerable<IGrouping<string, int>> layers = Enumerable.Range(0, LayerCases.All.Count)
            .GroupBy(row => LayerCases.All[row].Layer.Name).OrderBy(layer => layer.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, int> layer in layers)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {layer.Key} | yes | {layer.Count()} | {layer.Sum(OnnxDifferences.CountShapes)} | "
                + $"{Figure(layer.Max(OnnxDifferences.OfRow))} |\n");
        }

        page.Append("\n| activation | exported | largest difference |\n|---|---|---|\n");
        foreach (string name in ActivationContractTests.All.Keys.Order(StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| {name} | yes | {Figure(OnnxDifferences.OfActivation(name))} |\n");
        return page.ToString();
    }

    /// <summary>The page without the figures, which differ a little from machine to machine.</summary>
    public static string WithoutFigures(string page) =>
        string.Join('\n', page.ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.StartsWith("| ", StringComparison.Ordinal) ? line[..(line.TrimEnd(' ', '|').LastIndexOf('|') + 1)]
                : line));

    private static string Figure(double difference) => difference == 0 ? "0" : difference.ToString("0.0e-0", CultureInfo.InvariantCulture);
}
