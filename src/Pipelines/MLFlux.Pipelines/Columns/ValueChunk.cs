namespace MLFlux.Columns;

/// <summary>The values of some rows.</summary>
internal abstract class ValueChunk<T>
{
    public abstract long Bytes { get; }

    public abstract T this[int index] { get; }
}
