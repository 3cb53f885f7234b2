using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>A bar for each column, the most important on top.</summary>
internal static class ImportancePlot
{
    public const int MostColumns = 25;
    private const int LongestName = 28;

    public static PlotModel Create(IReadOnlyList<FeatureImportance> importance, string title)
    {
        PlotModel model = PlotStyle.NewModel(title);
        FeatureImportance[] shown = [.. importance.Take(MostColumns)];
        var columns = new CategoryAxis
        {
            Position = AxisPosition.Left,
            StartPosition = 1,
            EndPosition = 0, // The first on top.
            TickStyle = TickStyle.None,
            GapWidth = 0.4,
        };
        columns.Labels.AddRange(shown.Select(one => Evaluation.TextTable.Cut(one.Column, LongestName)));
        model.Axes.Add(columns);
        LinearAxis loss = PlotStyle.NewAxis(AxisPosition.Bottom, "worse by, when shuffled");
        double[] ends = [0, .. shown.SelectMany(one => new[] { one.Loss - Spread(one), one.Loss + Spread(one) })];
        double margin = ends.Max() == ends.Min() ? 1 : 0.04 * (ends.Max() - ends.Min());
        (loss.Minimum, loss.Maximum) = (ends.Min() - (ends.Min() < 0 ? margin : 0), ends.Max() + margin);
        model.Axes.Add(loss);
        var bars = new BarSeries { FillColor = PlotStyle.Training };
        foreach (FeatureImportance one in shown)
            bars.Items.Add(new BarItem(one.Loss));
        model.Series.Add(bars);
        var spread = new ScatterErrorSeries { MarkerType = MarkerType.None, ErrorBarColor = PlotStyle.Ink, ErrorBarStrokeThickness = 1,
            ErrorBarStopWidth = 3 };
        // OxyPlot asks for the whole length.
        spread.Points.AddRange(shown.Select((one, i) => new ScatterErrorPoint(one.Loss, i, 2 * Spread(one), 0)));
        model.Series.Add(spread);
        return model;
    }

    /// <summary>How far the error bar goes to either side.</summary>
    private static double Spread(FeatureImportance one) => double.IsNaN(one.StandardDeviation) ? 0 : one.StandardDeviation;
}
