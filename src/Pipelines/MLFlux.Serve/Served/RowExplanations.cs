using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Served;

/// <summary>Says of single rows what each column adds to their score. Safe for any thread.</summary>
internal sealed class RowExplanations
{
    private readonly RowPredictor _predictor;
    private readonly string _column;
    private readonly string[] _names;

    private RowExplanations(RowPredictor predictor, ExplanationTransformer explanation, string[] names)
    {
        _predictor = predictor;
        _column = explanation.OutputColumnName;
        _names = names;
        Method = explanation.Method;
    }

    /// <summary>The column of the contributions.</summary>
    public string Column => _column;

    public ExplanationMethod Method { get; }

    /// <summary>What explains a model's predictions, or the reason why nothing does, as a sentence.</summary>
    public static (RowExplanations? Explainer, string? Reason) Create(
        MLContext ml, ITransformer model, DataViewSchema schema, IReadOnlyList<ServedColumn> columns)
    {
        if (columns is [{ Kind: ServedColumnKind.Image }])
            return (null, "The model takes an image alone, whose pixels are no columns to explain a prediction by.");
        ExplanationTransformer explanation;
        try
        {
            explanation = ml.Transforms.Explanation(model, schema).Fit(new SchemaView(model.GetOutputSchema(schema)));
        }
        catch (ArgumentException fault) // Without a network, or without what its training rows were like.
        {
            return (null, fault.Message);
        }

        var whole = new TransformerChain<ITransformer>(model, explanation);
        string[] names = [.. whole.GetOutputSchema(schema)[explanation.OutputColumnName].SlotNames()!.Select(name => name.ToString())];
        var explainer = new RowExplanations(ml.Model.CreateRowPredictor(whole, schema), explanation, names);
        Rehearsal.Run(explainer._predictor, columns);
        return (explainer, null);
    }

    /// <summary>The prediction of a row, and what each column adds, the most first.</summary>
    public (RowPrediction Prediction, (string Column, float Contribution)[] Contributions) Explain(JsonObject row)
    {
        RowPrediction prediction = _predictor.Predict(row);
        return (prediction, [.. _names.Zip((float[])prediction[_column]!).OrderByDescending(one => Math.Abs(one.Second))]);
    }

    /// <summary>A schema without rows.</summary>
    private sealed class SchemaView(DataViewSchema schema) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            throw new NotSupportedException("There are no rows.");

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            [GetRowCursor(columnsNeeded, rand)];
    }
}
