namespace MLFlux;

/// <summary>The files a plot was written to.</summary>
/// <param name="Png">The path of the PNG.</param>
/// <param name="Svg">The path of the SVG.</param>
/// <param name="PngHasText">Whether titles and numbers could be drawn in the PNG: not on a machine without fonts.</param>
public sealed record PlotFiles(string Png, string Svg, bool PngHasText);
