namespace MLFlux.Rows;

/// <summary>Rows in memory and the order to train on them.</summary>
/// <param name="Set">The rows.</param>
/// <param name="Order">Row numbers of <paramref name="Set"/>, shuffled.</param>
internal readonly record struct RowWindow(RowsInMemory Set, int[] Order);
