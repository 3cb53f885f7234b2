using MLFlux.Rows;

namespace MLFlux.Training;

/// <summary>What a worker has to do of a batch.</summary>
/// <param name="Set">Where the rows are.</param>
/// <param name="Rows">The rows of the share; none where the batch has fewer rows than shares.</param>
/// <param name="AnyRow">A row that does not count, for a share without rows.</param>
/// <param name="Normalizer">What the sum of the rows' losses is divided by to get what is differentiated.</param>
internal readonly record struct ShareTask(RowsInMemory Set, ReadOnlyMemory<int> Rows, int AnyRow, double Normalizer);
