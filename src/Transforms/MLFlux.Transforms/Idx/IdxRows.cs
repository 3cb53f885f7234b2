using System.Collections.Immutable;

namespace MLFlux.Idx;

/// <summary>Rows taken from one IDX file, one after the other.</summary>
/// <param name="Path">The file they come from.</param>
/// <param name="FileRowCount">The number of rows in the whole file.</param>
/// <param name="FirstRow">The number, in the file, of the first row taken.</param>
/// <param name="RowCount">The number of rows taken.</param>
/// <param name="Dimensions">The dimensions of one row; none for labels.</param>
/// <param name="Values">The bytes of the rows taken: their number times the size of a row.</param>
internal sealed record IdxRows(
    string Path, int FileRowCount, int FirstRow, int RowCount, ImmutableArray<int> Dimensions, byte[] Values)
{
    /// <summary>The number of bytes of a row.</summary>
    public int RowSize { get; } = Dimensions.Aggregate(1, (size, dimension) => size * dimension);
}
