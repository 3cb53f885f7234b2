using Microsoft.ML;

namespace MLFlux.Evaluation;

/// <summary>Lets the whole model score the rows.</summary>
internal sealed class WholeModelScorer(ITransformer model, IDataView data) : IShuffledScorer
{
    public IDataView Scored { get; } = model.Transform(data);

    public IDataView Shuffled(ShuffledColumn column, int[] order) =>
        model.Transform(new ReplacedColumnView(data, column.Column, row => column.Getter(order, row)));
}
