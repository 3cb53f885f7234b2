using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>How often predictions come true above, how many there are of each probability below.</summary>
internal static class CalibrationPlot
{
    private const string Observed = "came true", Rows = "rows";

    public static PlotModel Create(CalibrationCurve curve, string title)
    {
        PlotModel model = PlotStyle.NewModel(title);
        (model.Subtitle, model.SubtitleFontSize) =
            (string.Create(CultureInfo.InvariantCulture, $"expected calibration error {curve.ExpectedError:0.0000}"), 13);
        model.PlotAreaBorderThickness = new OxyThickness(0);
        model.Axes.Add(UnitAxes.New(AxisPosition.Bottom, "predicted probability"));
        LinearAxis observed = UnitAxes.New(AxisPosition.Left, Observed);
        (observed.Key, observed.StartPosition, observed.EndPosition) = (Observed, 0.3, 1);
        model.Axes.Add(observed);
        LinearAxis rows = PlotStyle.NewAxis(AxisPosition.Left, Rows);
        (rows.Key, rows.StartPosition, rows.EndPosition, rows.Minimum, rows.AbsoluteMinimum) = (Rows, 0, 0.22, 0, 0);
        (rows.IntervalLength, rows.StringFormat) = (30, "#,0");
        model.Axes.Add(rows);

        LineSeries diagonal = UnitAxes.Reference(new(0, 0), new(1, 1));
        diagonal.YAxisKey = Observed;
        model.Series.Add(diagonal);
        var line = new LineSeries
        {
            YAxisKey = Observed,
            Color = PlotStyle.Training,
            StrokeThickness = 2,
            MarkerType = MarkerType.Circle,
            MarkerSize = 4,
            MarkerFill = PlotStyle.Training,
        };
        line.Points.AddRange(curve.Bins.Where(bin => bin.Rows > 0).Select(bin => new DataPoint(bin.Predicted, bin.Observed)));
        model.Series.Add(line);

        var bars = new RectangleBarSeries { YAxisKey = Rows, FillColor = PlotStyle.Training, StrokeColor = OxyColors.White,
            StrokeThickness = 1 };
        foreach (CalibrationBin bin in curve.Bins)
            bars.Items.Add(new RectangleBarItem(bin.From, 0, bin.To, bin.Rows));
        model.Series.Add(bars);
        return model;
    }
}
