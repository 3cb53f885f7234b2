using System.Globalization;
using OxyPlot;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>True positives against false positives, over the diagonal of a coin.</summary>
internal static class RocCurvePlot
{
    public static PlotModel Create(ThresholdCurve curve, string title)
    {
        PlotModel model = UnitAxes.NewModel(
            title, string.Create(CultureInfo.InvariantCulture, $"area {curve.RocArea:0.0000}"), "false positive rate",
            "true positive rate");
        model.Series.Add(UnitAxes.Reference(new(0, 0), new(1, 1)));
        var area = new AreaSeries { Color = PlotStyle.Training, Fill = OxyColor.FromAColor(30, PlotStyle.Training), StrokeThickness = 2,
            Color2 = OxyColors.Transparent };
        area.Points.AddRange(curve.Points.Select(point => new DataPoint(point.FalsePositiveRate, point.TruePositiveRate)));
        area.ConstantY2 = 0;
        model.Series.Add(area);
        return model;
    }
}
