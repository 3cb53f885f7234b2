using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>A dot for each row, on the diagonal where the prediction is right.</summary>
internal static class PredictedAgainstActualPlot
{
    public static PlotModel Create(Residuals residuals, string title)
    {
        PlotModel model = PlotStyle.NewModel(title);
        double low = residuals.Rows.Min(row => Math.Min(row.Actual, row.Predicted)), high =
            residuals.Rows.Max(row => Math.Max(row.Actual, row.Predicted));
        double margin = low == high ? 1 : 0.03 * (high - low);
        foreach ((AxisPosition position, string name) in new[] { (AxisPosition.Bottom, "actual"), (AxisPosition.Left, "predicted") })
        {
            LinearAxis axis = PlotStyle.NewAxis(position, name);
            (axis.Minimum, axis.Maximum) = (low - margin, high + margin);
            model.Axes.Add(axis);
        }

        var dots = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = 2.5,
            MarkerFill = OxyColor.FromAColor(90, PlotStyle.Training),
        };
        dots.Points.AddRange(residuals.Rows.Select(row => new ScatterPoint(row.Actual, row.Predicted)));
        model.Series.Add(dots);
        model.Series.Add(UnitAxes.Reference(new(low, low), new(high, high)));
        return model;
    }
}
