using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>Loss above, accuracy below, over the same epochs.</summary>
internal static class LearningCurvePlot
{
    private const string Epoch = "epoch", Loss = "loss", Accuracy = "accuracy";

    public static PlotModel Create(TrainingHistory history, string title)
    {
        PlotModel model = PlotStyle.NewModel(title);
        bool hasAccuracy = history.Epochs.Any(epoch => epoch.TrainingAccuracy is not null);

        model.PlotAreaBorderThickness = new OxyThickness(0);
        model.Axes.Add(EpochAxis(history));
        model.Axes.Add(Panel(Loss, hasAccuracy ? 0.54 : 0, 1));
        Add(model, history, "training", Loss, PlotStyle.Training, epoch => epoch.TrainingLoss);
        Add(model, history, "validation", Loss, PlotStyle.Validation, epoch => epoch.ValidationLoss);

        if (hasAccuracy)
        {
            model.Axes.Add(Panel(Accuracy, 0, 0.46));
            Add(model, history, null, Accuracy, PlotStyle.Training, epoch => epoch.TrainingAccuracy);
            Add(model, history, null, Accuracy, PlotStyle.Validation, epoch => epoch.ValidationAccuracy);
        }

        model.Annotations.Add(BestEpoch(history));
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.TopRight,
            LegendOrientation = LegendOrientation.Horizontal,
        });
        return model;
    }

    private static LinearAxis EpochAxis(TrainingHistory history)
    {
        LinearAxis axis = PlotStyle.NewAxis(AxisPosition.Bottom, Epoch);
        int first = history.Epochs[0].Epoch, last = history.Epochs[^1].Epoch;
        (axis.Minimum, axis.Maximum) = (first - 0.5, last + 0.5);
        axis.MinimumMajorStep = 1; // There is no half an epoch.
        axis.StringFormat = "0";
        return axis;
    }

    /// <summary>A line, with its name beside it where there is more room.</summary>
    private static LineAnnotation BestEpoch(TrainingHistory history) => new()
    {
        Type = LineAnnotationType.Vertical,
        X = history.BestEpoch,
        YAxisKey = Loss,
        Color = PlotStyle.Quiet,
        LineStyle = LineStyle.Dash,
        Text = "best epoch",
        TextColor = PlotStyle.Quiet,
        TextOrientation = AnnotationTextOrientation.Horizontal,
        TextHorizontalAlignment = 2 * history.BestEpoch > history.Epochs[0].Epoch + history.Epochs[^1].Epoch ? HorizontalAlignment.Right
        : HorizontalAlignment.Left,
        TextLinePosition = 0.97,
    };

    private static LinearAxis Panel(string key, double start, double end)
    {
        LinearAxis axis = PlotStyle.NewAxis(AxisPosition.Left, key);
        (axis.Key, axis.StartPosition, axis.EndPosition) = (key, start, end);
        (axis.MinimumPadding, axis.MaximumPadding) = (0.08, 0.08);
        (axis.AxislineStyle, axis.AxislineColor) = (LineStyle.Solid, PlotStyle.Ink);
        return axis;
    }

    private static void Add(
        PlotModel model, TrainingHistory history, string? title, string panel, OxyColor color, Func<EpochReport, double?> figure)
    {
        var points = from epoch in history.Epochs
                     let value = figure(epoch)
                     where value is not null && double.IsFinite(value.Value)
                     select new DataPoint(epoch.Epoch, value.Value);
        var line = new LineSeries
        {
            Title = title,
            RenderInLegend = title is not null,
            YAxisKey = panel,
            Color = color,
            StrokeThickness = 2,
            MarkerType = MarkerType.Circle,
            MarkerSize = 3.5,
            MarkerFill = color,
        };
        line.Points.AddRange(points);
        if (line.Points.Count > 0)
            model.Series.Add(line);
    }
}
