using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Scoring;

namespace MLFlux.Estimators;

/// <summary>A fitted network bound to the schema of its input: which column it reads, which columns it adds, and where.</summary>
internal sealed class ScoreBinding
{
    private readonly ColumnBindings _bindings;

    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of another type or size.</exception>
    public ScoreBinding(
        DataViewSchema inputSchema, string featureColumnName, NeuralNetworkModel model, TaskColumns columns, NetworkScorer scorer)
    {
        InputSchema = inputSchema;
        FeatureColumn = inputSchema.GetColumnOrNull(featureColumnName)
            ?? throw SchemaErrors.Missing(featureColumnName, inputSchema.Where(c => !c.IsHidden).Select(c => c.Name));
        if (FeatureColumn.Type is not VectorDataViewType vector
            || !(FloatFeatureGetter.Takes(vector.ItemType) || (FloatFeatureGetter.TakesKeys(vector.ItemType) && model.Network.TakesIndices))
            || vector.Size != model.InputShape.Size
            || (FloatFeatureGetter.IsBytes(FeatureColumn) && !model.TakesBytes))
        {
            string sizes = string.Join(", ", model.InputShape);
            string advice = FeatureColumn.Type is VectorDataViewType { IsKnownSize: false }
                ? $"; [VectorType({sizes})] on the member says the size" : "";
            throw SchemaErrors.WrongType(
                featureColumnName, $"Vector<{(model.TakesBytes ? "Byte" : "Single")}, {sizes}>, as in training{advice}",
                FeatureColumn.Type.ToString() ?? "");
        }

        Columns = columns;
        Scorer = scorer;
        _bindings = new ColumnBindings(inputSchema, columns.OutputColumns(inputSchema));
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema => _bindings.Schema;

    public DataViewSchema.Column FeatureColumn { get; }

    public TaskColumns Columns { get; }

    public NetworkScorer Scorer { get; }

    /// <summary>The input column that an output column passes on, or null where the output column is added.</summary>
    public DataViewSchema.Column? Source(DataViewSchema.Column output)
    {
        int index = _bindings.MapColumnIndex(out bool isSource, output.Index);
        return isSource ? InputSchema[index] : null;
    }

    /// <summary>Which of the task's columns an added output column is.</summary>
    public int AddedIndex(DataViewSchema.Column output) => _bindings.MapColumnIndex(out _, output.Index);

    /// <summary>The input columns needed for the given output columns.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> outputs)
    {
        var needed = new bool[InputSchema.Count];
        foreach (DataViewSchema.Column output in outputs)
            needed[(Source(output) ?? FeatureColumn).Index] = true;
        return InputSchema.Where(c => needed[c.Index]);
    }
}
