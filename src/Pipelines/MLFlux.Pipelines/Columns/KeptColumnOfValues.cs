namespace MLFlux.Columns;

/// <summary>A column of values of a type.</summary>
internal abstract class KeptColumn<T> : KeptColumn
{
    /// <summary>The value of a row, from 0.</summary>
    public abstract T this[int row] { get; }
}
