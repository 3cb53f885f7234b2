using System.Globalization;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>Models as lines of a table.</summary>
internal static class ContenderTable
{
    /// <summary>More figures than these do not fit in a line; the records have all of them.</summary>
    private const int MostFigures = 4;

    public static string Format(IReadOnlyList<Contender> contenders)
    {
        string[] figures = [.. contenders.FirstOrDefault(c => c.Metrics.Count > 0)?.Metrics.Take(MostFigures).Select(metric => metric.Name)
            ?? []];
        string table = TextTable.Format(
            ["model", .. figures, "fit", "score"],
            [.. contenders.Where(c => c.LeftOut is null)
            .Select(c => (string[])[c.Title, .. figures.Select(name => Figure(c, name)), Seconds(c.FitTime), Seconds(c.ScoringTime)])]);
        return table + LeftOut(contenders);
    }

    /// <summary>A line for each model that was left out, with the reason.</summary>
    public static string LeftOut(IEnumerable<Contender> contenders) =>
        string.Concat(contenders.Where(c => c.LeftOut is not null).Select(c => $"{c.Title} is left out: {c.LeftOut}{Environment.NewLine}"));

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private static string Figure(Contender contender, string name) =>
        contender.Metrics.FirstOrDefault(metric => metric.Name == name) is { } metric && double.IsFinite(metric.Value)
            ? NumberFormats.FourDecimals(metric.Value)
            : "-";
}
