using Microsoft.ML;

namespace MLFlux.Reports;

/// <summary>Lets the whole model score rows with the values of one column in another order.</summary>
internal sealed class WholeModelScorer(ITransformer model, IDataView data)
{
    /// <summary>The rows with their scores, in the order that they have.</summary>
    public IDataView Scored { get; } = model.Transform(data);

    /// <summary>The rows with their scores, where each has the column's value of another row.</summary>
    /// <param name="column">The column.</param>
    /// <param name="order">For each row, the row whose value it has.</param>
    public IDataView Shuffled(ShuffledColumn column, int[] order) =>
        model.Transform(new ReplacedColumnView(data, column.Column, row => column.Getter(order, row)));
}
