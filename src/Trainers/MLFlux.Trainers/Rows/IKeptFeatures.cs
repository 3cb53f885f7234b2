using Microsoft.ML;

namespace MLFlux.Rows;

/// <summary>Rows of which columns are in memory already, as a fit keeps its features.</summary>
internal interface IKeptFeatures
{
    /// <summary>All rows of a column of vectors of floats, in their order; null for a column that is not in memory so.</summary>
    FeatureStore? Kept(DataViewSchema.Column column);
}
