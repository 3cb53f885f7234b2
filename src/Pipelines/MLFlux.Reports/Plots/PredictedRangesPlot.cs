using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>
/// A band between the lowest and the highest quantile, with a line in the middle, over rows in the order of what was predicted; a dot for
/// each actual number, of another colour where it lies outside.
/// </summary>
internal static class PredictedRangesPlot
{
    public static PlotModel Create(PredictedRanges ranges, string title)
    {
        PredictedRange[] rows = [.. ranges.Rows.OrderBy(row => row.Predicted).ThenBy(row => row.Lower)];
        PlotModel model = PlotStyle.NewModel(title);
        LinearAxis places = PlotStyle.NewAxis(AxisPosition.Bottom, "rows, by what was predicted");
        (places.StringFormat, places.MinimumMajorStep) = ("#,0", 1);
        model.Axes.Add(places);
        model.Axes.Add(PlotStyle.NewAxis(AxisPosition.Left, "range and actual number"));

        var band = new AreaSeries
        {
            Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, Fill = OxyColor.FromAColor(70, PlotStyle.Training),
        };
        var middle = new LineSeries { Color = PlotStyle.Training, StrokeThickness = 1.5 };
        ScatterSeries inside = Dots(PlotStyle.Ink), outside = Dots(PlotStyle.Validation);
        for (int place = 0; place < rows.Length; place++)
        {
            PredictedRange row = rows[place];
            band.Points.Add(new DataPoint(place + 1, row.Lower));
            band.Points2.Add(new DataPoint(place + 1, row.Upper));
            middle.Points.Add(new DataPoint(place + 1, row.Predicted));
            (row.Actual < row.Lower || row.Actual > row.Upper ? outside : inside).Points.Add(new ScatterPoint(place + 1, row.Actual));
        }

        foreach (Series series in new Series[] { band, middle, inside, outside })
            model.Series.Add(series);
        return model;
    }

    private static ScatterSeries Dots(OxyColor color) => new()
    {
        MarkerType = MarkerType.Circle, MarkerSize = 2, MarkerFill = OxyColor.FromAColor(160, color),
    };
}
