using System.Collections;

namespace MLFlux;

/// <summary>A vector with a 1 at one place and zeros elsewhere, kept as that place. Immutable.</summary>
/// <typeparam name="TLabel">The type of the labels.</typeparam>
public sealed class OneHotVector<TLabel> : IReadOnlyList<float>
{
    internal OneHotVector(int index, IReadOnlyList<TLabel> labels)
    {
        Index = index;
        Labels = labels;
    }

    /// <summary>The place of the 1, counted from 0.</summary>
    public int Index { get; }

    /// <summary>The labels, one a place.</summary>
    public IReadOnlyList<TLabel> Labels { get; }

    /// <summary>The label at the place of the 1.</summary>
    public TLabel Label => Labels[Index];

    /// <summary>The length of the vector: the number of labels.</summary>
    public int Count => Labels.Count;

    /// <summary>1 at <see cref="Index"/>, 0 elsewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside of the vector.</exception>
    public float this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return index == Index ? 1 : 0;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<float> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return i == Index ? 1 : 0;
    }

    /// <summary>The label and its place: <c>7 (index 7 of 10)</c>.</summary>
    public override string ToString() => $"{Label} (index {Index} of {Count})";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
