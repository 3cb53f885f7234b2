using OxyPlot;
using OxyPlot.Axes;

namespace MLFlux.Plots;

/// <summary>What the plots have in common: colours, lettering, axes.</summary>
internal static class PlotStyle
{
    public static readonly OxyColor Ink = OxyColor.FromRgb(0x33, 0x3A, 0x45);
    public static readonly OxyColor Faint = OxyColor.FromRgb(0xE4, 0xE7, 0xEB);
    public static readonly OxyColor Quiet = OxyColor.FromRgb(0x8A, 0x93, 0xA0);
    public static readonly OxyColor Training = OxyColor.FromRgb(0x1F, 0x77, 0xB4);
    public static readonly OxyColor Validation = OxyColor.FromRgb(0xE6, 0x7E, 0x22);

    public static PlotModel NewModel(string title) => new()
    {
        Title = title,
        TitleFontSize = 18,
        TitleFontWeight = FontWeights.Normal,
        DefaultFont = Fonts.Family,
        DefaultFontSize = 13,
        TextColor = Ink,
        PlotAreaBorderColor = Faint,
        Background = OxyColors.White,
        Padding = new OxyThickness(12, 12, 20, 12),
    };

    public static LinearAxis NewAxis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = 8,
        TicklineColor = Faint,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = Faint,
        MinorTickSize = 0,
        IntervalLength = 45,
    };
}
