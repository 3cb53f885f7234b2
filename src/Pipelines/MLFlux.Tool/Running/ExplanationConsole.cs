using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Files;
using MLFlux.Reports;

namespace MLFlux.Tool.Running;

/// <summary>Prints what each column adds to the score of a row, the most first, with bars.</summary>
internal sealed class ExplanationConsole(MLContext ml, ITransformer model, ModelCard card)
{
    private const int MostColumns = 10, LongestName = 24, LongestValue = 20, LongestBar = 24;

    private static readonly string[] s_predictions = ["PredictedLabel", "Probability", "Score"];

    /// <summary>Explains all rows of the data.</summary>
    public void Show(IDataView rows, CancellationToken cancellation)
    {
        using ExplanationTransformer explanation =
            ml.Transforms.Explanation(model, rows.Schema).Fit(model.Transform(rows));
        Console.WriteLine(Heading(explanation.Method));
        IDataView explained = explanation.Transform(model.Transform(rows));
        string[] names = [.. SlotNames(explained.Schema[explanation.OutputColumnName])];
        DataViewSchema.Column[] known = [.. names.Select(name => explained.Schema.GetColumnOrNull(name)).OfType<DataViewSchema.Column>()
            .Select(column => Source(explained.Schema, column.Name)).Where(column => ValueText.IsRead(column.Type))];
        DataViewSchema.Column contributions = explained.Schema[explanation.OutputColumnName];
        DataViewSchema.Column[] predictions = [.. s_predictions
            .Select(name => explained.Schema.GetColumnOrNull(name)).OfType<DataViewSchema.Column>()];
        using DataViewRowCursor cursor = explained.GetRowCursor([.. known, .. predictions, contributions]);
        Dictionary<string, Func<string>> values = known.ToDictionary(column => column.Name, column => ValueText.Reader(cursor, column));
        (string Name, Func<string> Read)[] predicted =
            [.. predictions.Select(column => (column.Name, ValueText.Reader(cursor, column)))];
        ValueGetter<VBuffer<float>> read = cursor.GetGetter<VBuffer<float>>(contributions);
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            read(ref buffer);
            float[] numbers = [.. buffer.DenseValues()];
            Console.WriteLine($"\nrow {cursor.Position + 1}: {Prediction(predicted.ToDictionary(one => one.Name, one => one.Read()))}");
            foreach (string line in Lines([.. names.Zip(numbers)], name => values.GetValueOrDefault(name)?.Invoke() ?? ""))
                Console.WriteLine(PlainText.Of(line));
        }
    }

    private string Heading(ExplanationMethod method)
    {
        string score = card.Networks[^1].Task switch
        {
            PredictionTask.BinaryClassification => $"the score of {card.LabelValues[^1]} (the logit of its probability)",
            PredictionTask.MulticlassClassification => "the probability of the predicted value",
            _ => $"the predicted {card.LabelColumnName}",
        };
        return PlainText.Of(method == ExplanationMethod.IntegratedGradients
            ? $"What each column adds to {score}, beside the mean training row. All together are the difference of the two scores."
            : $"What {score} would lose without each column's value. The losses do not add up.");
    }

    private string Prediction(Dictionary<string, string> predicted)
    {
        string label = card.LabelColumnName!;
        return PlainText.Of(card.Networks[^1].Task switch
        {
            PredictionTask.BinaryClassification =>
                $"{label} {card.LabelValues[predicted["PredictedLabel"] == bool.TrueString ? 1 : 0]}, "
                + $"probability of {card.LabelValues[^1]} {predicted["Probability"]}, score {predicted["Score"]}",
            PredictionTask.MulticlassClassification => $"{label} {predicted["PredictedLabel"]}",
            _ => $"{label} {predicted["Score"]}",
        });
    }

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

    private static IEnumerable<string> SlotNames(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.ToString());
    }

    private static string Cut(string text, int longest) => Evaluation.TextTable.Cut(text, longest);

    private static string Number(float value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
