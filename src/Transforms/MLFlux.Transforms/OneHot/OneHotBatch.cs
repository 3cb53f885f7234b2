using System.Collections;

namespace MLFlux;

/// <summary>Several one-hot vectors over the same labels, kept as one index each. Immutable.</summary>
/// <typeparam name="TLabel">The type of the labels.</typeparam>
public sealed class OneHotBatch<TLabel> : IReadOnlyList<OneHotVector<TLabel>>
{
    private readonly int[] _indexes;

    internal OneHotBatch(int[] indexes, IReadOnlyList<TLabel> labels)
    {
        _indexes = indexes;
        Labels = labels;
    }

    /// <summary>The labels, one a place.</summary>
    public IReadOnlyList<TLabel> Labels { get; }

    /// <summary>The place of the 1 in each vector.</summary>
    public ReadOnlySpan<int> Indexes => _indexes;

    /// <summary>The number of vectors.</summary>
    public int Count => _indexes.Length;

    /// <summary>One of the vectors.</summary>
    public OneHotVector<TLabel> this[int index] => new(_indexes[index], Labels);

    /// <summary>Writes the vectors out in full, one after the other.</summary>
    /// <param name="destination">Room for vectors × labels values; more is left as it is.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too small.</exception>
    public void CopyTo(Span<float> destination)
    {
        int needed = checked(Count * Labels.Count);
        if (destination.Length < needed)
            throw new ArgumentException(
                $"{Count:N0} vectors of {Labels.Count:N0} values need room for {needed:N0}, not {destination.Length:N0}.",
                nameof(destination));

        destination[..needed].Clear();
        for (int row = 0; row < _indexes.Length; row++)
            destination[(row * Labels.Count) + _indexes[row]] = 1;
    }

    /// <inheritdoc/>
    public IEnumerator<OneHotVector<TLabel>> GetEnumerator()
        => _indexes.Select(index => new OneHotVector<TLabel>(index, Labels)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
