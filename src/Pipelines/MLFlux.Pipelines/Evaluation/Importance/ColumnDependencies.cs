using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>Which columns of the data a column that a model makes may depend on.</summary>
/// <param name="model">The model.</param>
/// <param name="data">The schema of its data.</param>
internal sealed class ColumnDependencies(ITransformer model, DataViewSchema data)
{
    private readonly IRowToRowMapper? _mapper = model.IsRowToRowMapper ? model.GetRowToRowMapper(data) : null;

    /// <summary>The places of the columns; all of them for a model that does not map row by row.</summary>
    public HashSet<int> Of(string column) => _mapper is null
        ? [.. data.Select(one => one.Index)]
        : [.. _mapper.GetDependencies([_mapper.OutputSchema[column]]).Select(one => one.Index)];
}
