using Microsoft.ML;

namespace MLFlux.Evaluation;

/// <summary>Scores rows with the values of one column in another order.</summary>
internal interface IShuffledScorer
{
    /// <summary>The rows with their scores, in the order that they have.</summary>
    IDataView Scored { get; }

    /// <summary>The rows with their scores, where each has the column's value of another row.</summary>
    /// <param name="column">The column.</param>
    /// <param name="order">For each row, the row whose value it has.</param>
    IDataView Shuffled(ShuffledColumn column, int[] order);
}
