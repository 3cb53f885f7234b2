using Microsoft.ML.Data;

namespace MLFlux.Rows;

/// <summary>A chunk of rows of floats.</summary>
internal abstract class FloatChunk : FeatureChunk
{
    /// <summary>Adds a row behind the last one.</summary>
    public abstract void Add(in VBuffer<float> row);

    /// <summary>Reads a row as a vector.</summary>
    public abstract void Read(int row, ref VBuffer<float> value);
}
