using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>Loss and smoothed loss against the learning rate.</summary>
internal static class LearningRatePlot
{
    public static PlotModel Create(LearningRateCurve curve, string title)
    {
        PlotModel model = PlotStyle.NewModel(title);
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = "learning rate",
            AxisTitleDistance = 8,
            TicklineColor = PlotStyle.Faint,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = PlotStyle.Faint,
            UseSuperExponentialFormat = true,
        });
        model.Axes.Add(PlotStyle.NewAxis(AxisPosition.Left, "loss"));
        Add(model, curve, "of each batch", PlotStyle.Faint, 1, point => point.Loss);
        Add(model, curve, "smoothed", PlotStyle.Training, 2, point => point.SmoothedLoss);
        model.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical,
            X = curve.Suggested,
            Color = PlotStyle.Quiet,
            LineStyle = LineStyle.Dash,
            Text = "falls fastest",
            TextColor = PlotStyle.Quiet,
            TextLinePosition = 0.97,
        });
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.TopRight,
            LegendOrientation = LegendOrientation.Horizontal,
        });
        return model;
    }

    private static void Add(
        PlotModel model, LearningRateCurve curve, string title, OxyColor color, double thickness, Func<LearningRatePoint, double> loss)
    {
        var line = new LineSeries { Title = title, Color = color, StrokeThickness = thickness };
        line.Points.AddRange(curve.Points.Where(point => double.IsFinite(loss(point)))
            .Select(point => new DataPoint(point.LearningRate, loss(point))));
        model.Series.Add(line);
    }
}
