using Microsoft.ML.Data;

namespace MLFlux.Training;

/// <summary>A fixed number of consecutive rows of features, held in memory while a network is trained.</summary>
internal abstract class FeatureChunk
{
    /// <summary>Adds a row behind the last one; false, and nothing is added, where a value is not finite.</summary>
    public abstract bool TryAdd(in VBuffer<float> row);

    /// <summary>Writes all values of a row, zeros included.</summary>
    public abstract void CopyTo(int row, Span<float> destination);
}
