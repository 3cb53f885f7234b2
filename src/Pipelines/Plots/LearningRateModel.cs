using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>Loss and smoothed loss against the learning rate.</summary>
internal static class LearningRateModel
{
    public static PlotModel Create(LearningRateCurve curve, string title)
    {
        PlotModel model = Look.NewModel(title);
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = "learning rate",
            AxisTitleDistance = 8,
            TicklineColor = Look.Faint,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = Look.Faint,
            UseSuperExponentialFormat = true,
        });
        model.Axes.Add(Look.NewAxis(AxisPosition.Left, "loss"));
        Add(model, curve, "of each batch", Look.Faint, 1, point => point.Loss);
        Add(model, curve, "smoothed", Look.Training, 2, point => point.SmoothedLoss);
        model.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical,
            X = curve.Suggested,
            Color = Look.Quiet,
            LineStyle = LineStyle.Dash,
            Text = "falls fastest",
            TextColor = Look.Quiet,
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
        line.Points.AddRange(curve.Points.Where(point => double.IsFinite(loss(point))).Select(point => new DataPoint(point.LearningRate, loss(point))));
        model.Series.Add(line);
    }
}
