namespace MLFlux.Rows;

/// <summary>A fixed number of consecutive rows of features, held in memory while a network is trained.</summary>
internal abstract class FeatureChunk
{
    /// <summary>How many bytes the chunk takes.</summary>
    public abstract long Bytes { get; }

    /// <summary>Forgets the rows and keeps the memory.</summary>
    public abstract void Clear();

    /// <summary>Writes all values of a row, zeros included.</summary>
    public abstract void CopyTo(int row, Span<float> destination);
}
