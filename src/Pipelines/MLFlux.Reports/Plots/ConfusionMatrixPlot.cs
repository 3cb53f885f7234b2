using System.Globalization;
using MLFlux.Evaluation;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>A heat map, the first class at the top left; a dark square is most of its row.</summary>
internal static class ConfusionMatrixPlot
{
    private const int LongestLevelName = 6, LongestName = 20;

    private static readonly OxyColor s_full = OxyColor.FromRgb(0x0B, 0x3C, 0x7D);

    public static PlotModel Create(ClassificationReport report, string title, string? subtitle = null)
    {
        PlotModel model = PlotStyle.NewModel(title);
        model.Subtitle = subtitle
            ?? string.Create(CultureInfo.InvariantCulture, $"accuracy {report.Accuracy:0.0000} of {report.Rows} rows");
        model.SubtitleFontSize = 13;
        CategoryAxis predicted = ClassAxis(AxisPosition.Bottom, "predicted", report.Classes);
        predicted.Angle = report.Classes.Any(name => name.Length > LongestLevelName) ? -45 : 0; // Or neighbours run into each other.
        model.Axes.Add(predicted);
        CategoryAxis actual = ClassAxis(AxisPosition.Left, "actual", report.Classes);
        (actual.StartPosition, actual.EndPosition) = (1, 0); // The first class on top, as in a table.
        model.Axes.Add(actual);
        model.Axes.Add(Scale());
        model.Series.Add(Squares(report));
        AddCounts(model, report);
        return model;
    }

    private static CategoryAxis ClassAxis(AxisPosition position, string title, IReadOnlyList<string> classes)
    {
        var axis = new CategoryAxis
        {
            Position = position,
            Key = title,
            Title = title,
            AxisTitleDistance = 8,
            TickStyle = TickStyle.None,
            GapWidth = 0,
        };
        axis.Labels.AddRange(classes.Select(name => TextTable.Cut(name, LongestName)));
        return axis;
    }

    private static LinearColorAxis Scale() => new()
    {
        Position = AxisPosition.Right,
        Title = "of the actual class",
        AxisTitleDistance = 8,
        Minimum = 0,
        Maximum = 1,
        StringFormat = "0 %",
        Palette = OxyPalette.Interpolate(256, OxyColors.White, OxyColor.FromRgb(0x9E, 0xC5, 0xEB), OxyColor.FromRgb(0x2F, 0x7D, 0xC6),
            s_full),
    };

    private static HeatMapSeries Squares(ClassificationReport report)
    {
        int last = report.Classes.Count - 1;
        var shares = new double[last + 1, last + 1];
        for (int actual = 0; actual <= last; actual++)
        {
            for (int predicted = 0; predicted <= last; predicted++)
                shares[predicted, actual] = Share(report, actual, predicted);
        }

        return new HeatMapSeries
        {
            X0 = 0,
            X1 = last,
            Y0 = 0,
            Y1 = last,
            XAxisKey = "predicted",
            YAxisKey = "actual",
            Data = shares,
            Interpolate = false,
            RenderMethod = HeatMapRenderMethod.Rectangles,
        };
    }

    private static void AddCounts(PlotModel model, ClassificationReport report)
    {
        for (int actual = 0; actual < report.Classes.Count; actual++)
        {
            for (int predicted = 0; predicted < report.Classes.Count; predicted++)
            {
                long count = report.Count(actual, predicted);
                if (count == 0)
                    continue;
                model.Annotations.Add(new TextAnnotation
                {
                    Text = count.ToString(CultureInfo.InvariantCulture),
                    TextPosition = new DataPoint(predicted, actual),
                    XAxisKey = "predicted",
                    YAxisKey = "actual",
                    TextHorizontalAlignment = HorizontalAlignment.Center,
                    TextVerticalAlignment = VerticalAlignment.Middle,
                    TextColor = Share(report, actual, predicted) > 0.45 ? OxyColors.White : PlotStyle.Ink,
                    StrokeThickness = 0,
                });
            }
        }
    }

    private static double Share(ClassificationReport report, int actual, int predicted) =>
        report.Figures[actual].Rows == 0 ? 0 : report.Count(actual, predicted) / (double)report.Figures[actual].Rows;
}
