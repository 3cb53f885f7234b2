using System.Collections.Frozen;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Prediction;

/// <summary>The columns of a prediction. Immutable, shared by all predictions of a model.</summary>
internal sealed class OutputPlan
{
    /// <summary>ML.NET's name for the annotation that the columns of one scoring share.</summary>
    private const string ScoreSet = "ScoreColumnSetId";

    public OutputPlan(ITransformer model, DataViewSchema inputSchema, DataViewSchema outputSchema)
    {
        Columns = [.. Choose(model, inputSchema, outputSchema)];
        Names = Array.AsReadOnly(Columns.Select(column => column.Name).ToArray());
        Places = Names.Select((name, index) => KeyValuePair.Create(name, index)).ToFrozenDictionary(StringComparer.Ordinal);
        LabelIndex = IndexOf("PredictedLabel") is int label and >= 0 ? label : IndexOf("Score");
        Classes = ClassProbabilities.Of(this, () => YesAndNo.Names(model, inputSchema));
    }

    public IReadOnlyList<DataViewSchema.Column> Columns { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The place of each column by its name.</summary>
    public FrozenDictionary<string, int> Places { get; }

    /// <summary>The place of what is predicted; −1 for nothing.</summary>
    public int LabelIndex { get; }

    public ClassProbabilities Classes { get; }

    /// <summary>The place of a column; −1 for none.</summary>
    public int IndexOf(string name) => Places.GetValueOrDefault(name, -1);

    /// <summary>The prediction of the row as it stands.</summary>
    public RowPrediction Read(OutputReader[] readers)
    {
        var values = new object?[readers.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = readers[i].Read();
        return new RowPrediction(this, values);
    }

    public OutputReader[] CreateReaders(DataViewRow row) => [.. Columns.Select(column => OutputReader.Create(row, column))];

    /// <summary>
    /// The columns of the last scoring and what is made of them later; without a scoring, all that the model adds. A column that is
    /// there before the scoring, such as a label made readable again, is no prediction.
    /// </summary>
    private static IEnumerable<DataViewSchema.Column> Choose(ITransformer model, DataViewSchema input, DataViewSchema output)
    {
        DataViewSchema.Column[] scores =
            output.Where(column => SetOf(column) is not null).GroupBy(SetOf).MaxBy(set => set.Key)?.ToArray() ?? [];
        if (scores.Length == 0)
            return AddedColumns.Of(input, output);

        HashSet<string> earlier = [.. Before(SetOf(scores[0]), model, input).Select(column => column.Name)];
        earlier.ExceptWith(scores.Select(column => column.Name));
        return output.Where(column => !column.IsHidden && !earlier.Contains(column.Name));
    }

    /// <summary>
    /// The columns that the step finds which makes the scores. Places do not tell them: scores stand beside a column of their name.
    /// </summary>
    private static DataViewSchema Before(uint? set, ITransformer model, DataViewSchema input)
    {
        DataViewSchema schema = input;
        foreach (ITransformer step in FittedSteps.Of(model))
        {
            DataViewSchema next = step.GetOutputSchema(schema);
            if (next.Any(column => SetOf(column) == set))
                return schema;
            schema = next;
        }

        return schema;
    }

    private static uint? SetOf(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(ScoreSet) is not { Type: KeyDataViewType })
            return null;

        uint set = 0;
        column.Annotations.GetValue(ScoreSet, ref set);
        return set;
    }
}
