using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Prediction;

/// <summary>A model bound to a schema: which columns its predictions need, and which they have. Immutable.</summary>
internal sealed class RowPlan
{
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

        InputSchema = inputSchema;
        _mapper = model.GetRowToRowMapper(inputSchema);
        Outputs = new OutputPlan(model, inputSchema, _mapper.OutputSchema);
        _needed = [.. _mapper.GetDependencies(Outputs.Columns)];
        Required = Array.AsReadOnly(_needed.Select(column => column.Name).ToArray());
    }

    public DataViewSchema InputSchema { get; }

    public IReadOnlyList<string> Required { get; }

    public OutputPlan Outputs { get; }

    public RowSlot CreateSlot()
    {
        var input = new InputRow(InputSchema, _needed);
        DataViewRow output = _mapper.GetRow(input, Outputs.Columns);
        return new RowSlot(input, Outputs.CreateReaders(output), Outputs);
    }
}
