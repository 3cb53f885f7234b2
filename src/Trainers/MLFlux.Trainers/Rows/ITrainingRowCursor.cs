namespace MLFlux.Rows;

/// <summary>One pass over the usable rows of the training data, in the data's order.</summary>
internal interface ITrainingRowCursor : IDisposable
{
    /// <summary>Adds the next rows to a set.</summary>
    /// <param name="set">Takes the rows.</param>
    /// <param name="most">How many rows to add at the most.</param>
    /// <param name="takes">Says by a row's number among the usable rows whether it is wanted.</param>
    /// <returns>How many rows were added; fewer than <paramref name="most"/> at the end of the data.</returns>
    int Fill(RowsInMemory set, int most, Func<int, bool> takes);
}
