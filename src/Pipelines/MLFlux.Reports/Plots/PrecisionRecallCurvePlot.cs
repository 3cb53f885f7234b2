using System.Globalization;
using OxyPlot;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>Precision against recall, over the line of one who says true to all.</summary>
internal static class PrecisionRecallCurvePlot
{
    public static PlotModel Create(ThresholdCurve curve, string title)
    {
        PlotModel model = UnitAxes.NewModel(
            title, string.Create(CultureInfo.InvariantCulture, $"area {curve.PrecisionRecallArea:0.0000}"), "recall", "precision");
        double share = curve.Points[^1].Precision; // All are taken for true.
        model.Series.Add(UnitAxes.Reference(new(0, share), new(1, share)));
        var area = new AreaSeries { Color = PlotStyle.Training, Fill = OxyColor.FromAColor(30, PlotStyle.Training), StrokeThickness = 2,
            Color2 = OxyColors.Transparent };
        area.Points.AddRange(curve.Points.Select(point => new DataPoint(point.TruePositiveRate, point.Precision)));
        area.ConstantY2 = 0;
        model.Series.Add(area);
        return model;
    }
}
