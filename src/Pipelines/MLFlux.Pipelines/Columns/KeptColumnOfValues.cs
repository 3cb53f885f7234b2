namespace MLFlux.Columns;

/// <summary>A column of values of a type.</summary>
internal abstract class KeptColumn<T> : KeptColumn
{
    /// <summary>The value of a row, from 0.</summary>
    public abstract T this[int row] { get; }

    /// <summary>Reads the value of a row, from 0; one that has arrays may use those that are there.</summary>
    public virtual void Read(int row, ref T value) => value = this[row];
}
