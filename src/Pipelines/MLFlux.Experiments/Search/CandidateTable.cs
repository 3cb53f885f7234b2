using System.Globalization;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>Candidates as lines of a table.</summary>
internal static class CandidateTable
{
    private const int NetworkWidth = 48;

    public static string Format(SearchResult search)
    {
        string table = TextTable.Format(
            ["network", "rate", "batch", "epochs", search.Metric, "loss", "time", "#"],
            [.. search.Candidates.Select(c => (string[])[
                TextTable.Cut(c.NetworkLine, NetworkWidth), c.LearningRate.ToString("0.0e0", CultureInfo.InvariantCulture),
                $"{c.BatchSize}", $"{c.Epochs}",
                Figure(c.Score), Figure(c.ValidationLoss), ContenderTable.Seconds(c.Time), $"{c.Number}"])]);
        string notes = string.Concat(search.Candidates.Where(c => (c.Error ?? c.Note) is not null)
            .Select(c => $"#{c.Number}: {c.Error ?? c.Note}{Environment.NewLine}"));
        string untried = search.Untried > 0 ? $"{search.Untried} more candidates were not tried: the time was over.{Environment.NewLine}"
            : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{search.Candidates.Count} candidates in {search.Time.TotalSeconds:0.0} s{Environment.NewLine}") + table + notes + untried;
    }

    private static string Figure(double value) => double.IsNaN(value) ? "-"
        : NumberFormats.FourDecimals(value);
}
