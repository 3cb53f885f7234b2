using MLFlux.Rows;

namespace MLFlux.Training;

/// <summary>The rows of one batch.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Batch">The number of the batch in it, from 1.</param>
/// <param name="Set">Where the rows are.</param>
/// <param name="Rows">Their numbers there, valid until the next batch is asked for.</param>
internal readonly record struct BatchRows(int Epoch, int Batch, RowsInMemory Set, ReadOnlyMemory<int> Rows);
