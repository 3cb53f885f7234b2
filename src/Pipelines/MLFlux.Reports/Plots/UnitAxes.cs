using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MLFlux.Plots;

/// <summary>What plots of fractions against fractions share.</summary>
internal static class UnitAxes
{
    /// <summary>A square plot of 0 to 1 against 0 to 1.</summary>
    public static PlotModel NewModel(string title, string subtitle, string horizontal, string vertical)
    {
        PlotModel model = PlotStyle.NewModel(title);
        (model.Subtitle, model.SubtitleFontSize) = (subtitle, 13);
        model.Axes.Add(New(AxisPosition.Bottom, horizontal));
        model.Axes.Add(New(AxisPosition.Left, vertical));
        return model;
    }

    /// <summary>An axis from 0 to 1, with room for the thickness of a line on its ends.</summary>
    public static LinearAxis New(AxisPosition position, string title)
    {
        LinearAxis axis = PlotStyle.NewAxis(position, title);
        (axis.Minimum, axis.Maximum, axis.MajorStep) = (-0.01, 1.01, 0.2);
        axis.StringFormat = "0.0";
        return axis;
    }

    /// <summary>A dashed line of what would be no better than chance, or perfect.</summary>
    public static LineSeries Reference(DataPoint from, DataPoint to)
    {
        var line = new LineSeries { Color = PlotStyle.Quiet, LineStyle = LineStyle.Dash, StrokeThickness = 1 };
        line.Points.AddRange([from, to]);
        return line;
    }
}
