using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Prediction;

/// <summary>A model bound to a schema: which columns its predictions need, and which they have. Immutable.</summary>
internal sealed class RowPlan
{
    private readonly ITransformer _model;
    private readonly IRowToRowMapper _mapper;
    private readonly DataViewSchema.Column[] _needed;

    public RowPlan(ITransformer model, DataViewSchema inputSchema)
    {
        ITransformer? other = FittedSteps.Of(model).FirstOrDefault(part => !part.IsRowToRowMapper);
        if (other is not null)
        {
            throw new NotSupportedException(
                $"The model's {other.GetType().Name} does not work row by row, so single rows cannot be predicted. "
                + "Leave it out of the pipeline, or predict by model.Transform(data).");
        }

        _model = model;
        PrefersBlocks = FittedSteps.Of(model).OfType<NeuralNetworkTransformer>().Any(network => network.PrefersBlocks);
        InputSchema = inputSchema;
        _mapper = model.GetRowToRowMapper(inputSchema);
        Outputs = new OutputPlan(model, inputSchema, _mapper.OutputSchema);
        _needed = [.. _mapper.GetDependencies(Outputs.Columns)];
        Required = Array.AsReadOnly(_needed.Select(column => column.Name).ToArray());
    }

    /// <summary>Whether many rows are far sooner predicted together than one by one.</summary>
    public bool PrefersBlocks { get; }

    public DataViewSchema InputSchema { get; }

    public IReadOnlyList<string> Required { get; }

    public OutputPlan Outputs { get; }

    public RowSlot CreateSlot()
    {
        var input = new InputRow(InputSchema, _needed);
        DataViewRow output = _mapper.GetRow(input, Outputs.Columns);
        return new RowSlot(input, Outputs.CreateReaders(output), Outputs);
    }

    /// <summary>Predicts for several rows by one <c>Transform</c>, which scores them in a block.</summary>
    /// <exception cref="Exception">The model cannot take one of the rows, or something else went wrong: nothing tells which.</exception>
    public RowOutcome[] Predict(IReadOnlyList<JsonObject> rows)
    {
        var given = new GivenRowsView(InputSchema, rows);
        IDataView scored = _model.Transform(given);
        DataViewSchema.Column[] columns = [.. Outputs.Names.Select(name => scored.Schema[name])];
        using DataViewRowCursor cursor = scored.GetRowCursor(columns);
        OutputReader[] readers = [.. columns.Select(column => OutputReader.Create(cursor, column))];
        var predictions = new List<RowPrediction>(rows.Count);
        while (cursor.MoveNext())
            predictions.Add(Outputs.Read(readers));
        int next = 0;
        return [.. given.Faults.Select(fault => fault is null ? new RowOutcome(predictions[next++], null) : new RowOutcome(null, fault))];
    }
}
