using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Files;
using MLFlux.MLNet;
using MLFlux.Reports;

namespace MLFlux.Tool.Running;

/// <summary>Prints what each column adds to the score of a row, the most first, with bars.</summary>
internal sealed class ExplanationConsole(MLContext ml, ITransformer model, ModelCard card)
{
    private const int MostColumns = 10, LongestName = 24, LongestValue = 20, LongestBar = 24;

    private TaskFigures Figures => TaskFigures.Of(card.Networks[^1].Task);

    /// <summary>Explains all rows of the data.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="begins">Called before the first is printed.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Show(IDataView rows, Action begins, CancellationToken cancellation)
    {
        using ExplanationTransformer explanation =
            ml.Transforms.Explanation(model, rows.Schema).Fit(model.Transform(rows));
        IDataView explained = explanation.Transform(model.Transform(rows));
        string[] names = [.. explained.Schema[explanation.OutputColumnName].SlotNames()!.Select(name => name.ToString())];
        DataViewSchema.Column[] known = [.. names.Select(name => explained.Schema.GetColumnOrNull(name)).OfType<DataViewSchema.Column>()
            .Select(column => Source(explained.Schema, column.Name)).Where(column => ValueText.IsRead(column.Type))];
        DataViewSchema.Column contributions = explained.Schema[explanation.OutputColumnName];
        DataViewSchema.Column[] predictions = [.. Figures.PredictionColumns.Append(ScoredColumns.Score).Distinct()
            .Select(name => explained.Schema[name]).Where(column => column.Type is not VectorDataViewType)];
        bool isSeveral = PredictedLabels.AreIn(explained.Schema);
        using DataViewRowCursor cursor = explained.GetRowCursor(
            [.. known, .. predictions, .. isSeveral ? PredictedLabels.Columns(explained.Schema) : [], contributions]);
        Dictionary<string, Func<string>> values = known.ToDictionary(column => column.Name, column => ValueText.Reader(cursor, column));
        Func<string> predicted = isSeveral ? PredictedLabels.Reader(cursor) : Prediction(cursor, predictions);
        ValueGetter<VBuffer<float>> read = cursor.GetGetter<VBuffer<float>>(contributions);
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            read(ref buffer);
            if (cursor.Position == 0)
            {
                begins();
                Console.WriteLine(Heading(explanation.Method));
            }

            float[] numbers = [.. buffer.DenseValues()];
            Console.WriteLine($"\nrow {cursor.Position + 1}: {predicted()}");
            foreach (string line in Lines([.. names.Zip(numbers)], name => Shown(values.GetValueOrDefault(name))))
                Console.WriteLine(PlainText.Of(line));
        }
    }

    /// <summary>A value of the row; nothing for a column of which there is no text.</summary>
    private static string Shown(Func<string>? value) => value is null ? "" : value() is { Length: > 0 } text ? text : "missing";

    private string Heading(ExplanationMethod method)
    {
        string score = Figures.Words.ExplainedScore(card.LabelColumnName!, card.LabelValues);
        return PlainText.Of(method == ExplanationMethod.IntegratedGradients
            ? $"What each column adds to {score}, beside the mean training row. All together are the difference of the two scores."
            : $"What {score} would lose without each column's value. The losses do not add up.");
    }

    /// <summary>Reads what was predicted: the label's value, and the other predictions that are single numbers.</summary>
    private Func<string> Prediction(DataViewRowCursor cursor, DataViewSchema.Column[] columns)
    {
        (DataViewSchema.Column Column, Func<string> Read)[] readers =
            [.. columns.Select(column => (column, ValueText.Reader(cursor, column)))];
        return () => PlainText.Of(string.Join(", ", readers.Select((one, place) =>
            place > 0 ? $"{one.Column.Name.ToLowerInvariant()} {one.Read()}"
            : $"{card.LabelColumnName} {(one.Column.Type is BooleanDataViewType ? Value(one.Read()) : one.Read())}")));
    }

    private string Value(string isTrue) => card.LabelValues[isTrue == bool.TrueString ? 1 : 0];

    private static IEnumerable<string> Lines((string Name, float Contribution)[] columns, Func<string, string> value)
    {
        (string Name, float Contribution)[] sorted = [.. columns.OrderByDescending(column => Math.Abs(column.Contribution))];
        float largest = columns.Max(column => Math.Abs(column.Contribution));
        foreach ((string name, float contribution) in sorted.Take(MostColumns))
        {
            int bar = largest > 0 ? (int)Math.Round(LongestBar * Math.Abs(contribution) / largest) : 0;
            yield return $"  {Cut(name, LongestName),-LongestName}  {Cut(value(name), LongestValue),-LongestValue}  "
                + $"{Number(contribution),9}  {new string(contribution < 0 ? '░' : '█', bar)}".TrimEnd();
        }

        if (sorted.Length > MostColumns)
        {
            yield return $"  {$"{sorted.Length - MostColumns} other columns",-LongestName - LongestValue - 2}  "
                + $"{Number(sorted.Skip(MostColumns).Sum(column => column.Contribution)),9}";
        }
    }

    /// <summary>The first column of a name: later ones are what the pipeline makes of it.</summary>
    private static DataViewSchema.Column Source(DataViewSchema schema, string name) => schema.First(column => column.Name == name);

    private static string Cut(string text, int longest) => TextTable.Cut(text, longest);

    private static string Number(float value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
