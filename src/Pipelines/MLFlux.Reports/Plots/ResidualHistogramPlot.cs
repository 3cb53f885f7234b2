using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>How many rows are off by how much.</summary>
internal static class ResidualHistogramPlot
{
    public static PlotModel Create(Residuals residuals, string title)
    {
        PlotModel model = PlotStyle.NewModel(title);
        LinearAxis rows = PlotStyle.NewAxis(AxisPosition.Left, "rows");
        (rows.Minimum, rows.StringFormat) = (0, "#,0");
        model.Axes.Add(PlotStyle.NewAxis(AxisPosition.Bottom, "actual less predicted"));
        model.Axes.Add(rows);
        var bars = new RectangleBarSeries { FillColor = PlotStyle.Training, StrokeColor = OxyColors.White, StrokeThickness = 1 };
        foreach (HistogramBin bin in residuals.Histogram)
            bars.Items.Add(new RectangleBarItem(bin.From, 0, bin.To, bin.Rows));
        model.Series.Add(bars);
        model.Annotations.Add(
            new LineAnnotation { Type = LineAnnotationType.Vertical, X = 0, Color = PlotStyle.Ink, LineStyle = LineStyle.Dash });
        return model;
    }
}
