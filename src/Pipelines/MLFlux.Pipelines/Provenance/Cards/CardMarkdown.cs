using System.Globalization;
using System.Text;
using MLFlux.Evaluation;
using MLFlux.Files;

namespace MLFlux.Provenance;

/// <summary>Writes a card as Markdown, for a person.</summary>
internal static class CardMarkdown
{
    /// <summary>Longer lists of classes and columns are cut: the JSON has all.</summary>
    private const int MostClasses = 50, MostColumns = 100;

    public static string Of(ModelCard card)
    {
        var text = new StringBuilder();
        text.Append("# Model card\n\n");
        Line(text, "predicts", card.LabelColumnName);
        Line(text, "unit", card.Table?.Columns.FirstOrDefault(column => column.Name == card.LabelColumnName)?.Unit);
        Line(text, "label values", card.LabelValues.Count > 0 ? List(card.LabelValues) : null);
        Line(text, "made", card.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        if (card.Data is { } data)
        {
            string copies = data.DuplicateRows is > 0 and var count
                ? string.Create(CultureInfo.InvariantCulture, $"; {count:N0} of them copies of others") : "";
            Line(text, "data", string.Create(CultureInfo.InvariantCulture,
                $"{data.Name}, {data.Rows:N0} rows, of which {data.HeldOutRows:N0} were held out{copies}"));
            Line(text, "fingerprint", data.Fingerprint);
        }

        Figures(text, card);
        Columns(text, card.Columns);
        foreach (ModelCardNetwork network in card.Networks)
            Network(text, network);
        Origin(text, card);
        return PlainText.Of(text.ToString());
    }

    private static void Figures(StringBuilder text, ModelCard card)
    {
        if (card.HeldOut.Count > 0)
        {
            text.Append("\n## On held-out rows\n\n");
            text.Append($"| model | {string.Join(" | ", card.HeldOut.Select(metric => Cell(metric.Name)))} "
                + $"|\n|{string.Concat(Enumerable.Repeat("---|", card.HeldOut.Count + 1))}\n");
            foreach (ModelCardBaseline row in card.Baselines.Prepend(new ModelCardBaseline("this model", card.HeldOut)))
                text.Append($"| {Cell(row.Name)} | {string.Join(" | ", card.HeldOut.Select(metric => Figure(row.HeldOut, metric.Name)))} "
                    + $"|\n");
        }

        if (card.Verdict is not null)
            text.Append(CultureInfo.InvariantCulture, $"\n{card.Verdict}\n");
    }

    private static string Figure(IReadOnlyList<Metric> metrics, string name) =>
        metrics.FirstOrDefault(metric => metric.Name == name) is { } metric
        ? NumberFormats.FourDecimals(metric.Value) : "";

    private static void Columns(StringBuilder text, IReadOnlyList<ModelCardColumn> columns)
    {
        if (columns.Count == 0)
            return;

        text.Append("\n## Columns\n\n| column | type | use |\n|---|---|---|\n");
        foreach (ModelCardColumn column in columns.Take(MostColumns))
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(column.Name)} | {Cell(column.Type)} | {Cell(column.Use ?? "")} |\n");
        if (columns.Count > MostColumns)
            text.Append(CultureInfo.InvariantCulture,
                $"\nand {columns.Count - MostColumns:N0} more; ModelCard.json in the model file has all.\n");
    }

    private static void Network(StringBuilder text, ModelCardNetwork network)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## Network\n\n```\n{network.Network.ReplaceLineEndings("\n").TrimEnd()}\n```\n\n");
        Line(text, "task", $"{network.Task}");
        foreach (string source in network.Sources ?? [])
            Line(text, "begins with", source);
        Line(text, "classes", network.Classes is { } classes ? List(classes) : null);
        TrainingRecord training = network.Training;
        Line(text, "optimizer", training.Optimizer);
        Line(text, "loss", training.Loss);
        Line(text, "schedule", training.Schedule);
        Line(text, "gradient clipping", training.GradientClipping);
        Line(text, "class weights", training.ClassWeights);
        Line(text, "augmentation", training.Augmentation is { } augmentation ? string.Join(", ", augmentation) : null);
        Line(text, "frozen", training.FrozenLayers is { } frozen ? string.Join(", ", frozen) : null);
        Line(text, "batch size", Number(training.BatchSize));
        Line(text, "batches an update", training.AccumulatedBatches is int batches ? Number(batches) : null);
        Line(text, "seed", training.Seed.ToString(CultureInfo.InvariantCulture));
        Line(text, "epochs", $"{Number(network.Epochs)} of at most {Number(training.Epochs)}; the weights are those of epoch "
            + $"{Number(network.BestEpoch)}");
        Line(text, "temperature", network.Temperature is double temperature
            ? $"{temperature.ToString("0.###", CultureInfo.InvariantCulture)}, by which scores are divided" : null);
        Line(text, "yes is predicted above", network.DecisionThreshold is double threshold
            ? $"a probability of {threshold.ToString("0.####", CultureInfo.InvariantCulture)}" : null);
        Line(text, "labels are predicted above", network is { DecisionThresholds: { } thresholds, Classes: { } labels }
            ? $"a probability of {string.Join(", ", thresholds.Zip(labels, Text))}" : null);
        Line(text, "a row is an anomaly above", network.AnomalyThreshold is float most
            ? $"a score of {most.ToString("G4", CultureInfo.InvariantCulture)}" : null);
        Line(text, "rows", $"{Number(network.TrainingRows)} to train on, {Number(network.ValidationRows)} to choose the best epoch by");
    }

    private static string Text(double threshold, string label) =>
        string.Create(CultureInfo.InvariantCulture, $"{threshold:0.####} for {label}");

    private static void Origin(StringBuilder text, ModelCard card)
    {
        text.Append("\n## Made with\n\n");
        foreach ((string package, string version) in card.Packages)
            Line(text, package, version);
        Line(text, "machine", $"{card.Machine.System}, {card.Machine.Architecture}, {Number(card.Machine.Processors)} processors, "
            + $"{card.Machine.Runtime}");
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is not null)
            text.Append(CultureInfo.InvariantCulture, $"- {name}: {value}\n");
    }

    private static string List(IReadOnlyList<string> values) =>
        string.Join(", ", values.Take(MostClasses)) + (values.Count > MostClasses ? $", … ({values.Count} in all)" : "");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    // What would end the cell, or the row.
    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
