namespace MLFlux;

/// <summary>A picture of a report.</summary>
/// <param name="Name">What a file of it is called, without a folder and an extension: <c>roc-curve</c>.</param>
/// <param name="Caption">What it shows, in a sentence.</param>
/// <param name="Plot">The picture.</param>
public sealed record ReportPlot(string Name, string Caption, Plot Plot);
