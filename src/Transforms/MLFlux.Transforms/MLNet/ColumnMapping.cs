using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.MLNet;

/// <summary>What a transformer makes of one column of a schema.</summary>
/// <param name="Type">The type of the new column.</param>
/// <param name="Annotations">The annotations of the new column.</param>
/// <param name="CreateGetter">
/// Makes a <see cref="ValueGetter{TValue}"/> of that type for a row; called once a cursor, so a getter may keep buffers.
/// </param>
internal sealed record ColumnMapping(
    DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> CreateGetter);
