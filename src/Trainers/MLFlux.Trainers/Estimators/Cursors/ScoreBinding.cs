using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Scoring;

namespace MLFlux.Estimators;

/// <summary>A fitted network bound to the schema of its input: which columns it reads, which columns it adds, and where.</summary>
internal sealed class ScoreBinding
{
    private readonly ColumnBindings _bindings;

    /// <exception cref="ArgumentOutOfRangeException">A feature column is missing or of another type or size.</exception>
    public ScoreBinding(DataViewSchema inputSchema, NeuralNetworkModel model, TaskColumns columns, NetworkScorer scorer)
    {
        InputSchema = inputSchema;
        ScoredColumnTypes.Check(inputSchema, model);
        Inputs = new BoundInputs(model.Inputs, inputSchema);
        Columns = columns;
        Scorer = scorer;
        _bindings = new ColumnBindings(inputSchema, columns.OutputColumns(inputSchema));
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema => _bindings.Schema;

    /// <summary>The columns that the network reads.</summary>
    public BoundInputs Inputs { get; }

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
        {
            foreach (DataViewSchema.Column column in Source(output) is { } source ? [source] : Inputs.Columns)
                needed[column.Index] = true;
        }

        return InputSchema.Where(c => needed[c.Index]);
    }
}
