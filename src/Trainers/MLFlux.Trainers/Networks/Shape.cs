using System.Collections;
using System.Collections.Immutable;

namespace MLFlux;

/// <summary>
/// The dimensions of one example, without the batch: <c>1×28×28</c> for a grayscale image, <c>784</c> for a vector.
/// </summary>
/// <remarks>Immutable, and safe for any thread. Image shapes are channels first: channels × height × width.</remarks>
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    private readonly ImmutableArray<int> _dimensions;

    /// <summary>Makes a shape of the given dimensions.</summary>
    /// <param name="dimensions">At least one dimension, each at least 1.</param>
    /// <exception cref="ArgumentException">There is no dimension, or their product exceeds <see cref="int.MaxValue"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is less than 1.</exception>
    public Shape(params ReadOnlySpan<int> dimensions)
    {
        if (dimensions.IsEmpty)
            throw new ArgumentException("A shape needs at least one dimension.", nameof(dimensions));

        long size = 1;
        foreach (int dimension in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1, nameof(dimensions));
            size *= dimension;
            if (size > int.MaxValue)
                throw new ArgumentException("A shape holds at most 2,147,483,647 values.", nameof(dimensions));
        }

        _dimensions = [.. dimensions];
        Size = (int)size;
    }

    /// <summary>The number of values: the product of the dimensions.</summary>
    public int Size { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dimensions.Length;

    int IReadOnlyCollection<int>.Count => _dimensions.Length;

    /// <summary>The size of one dimension, counted from 0.</summary>
    public int this[int index] => _dimensions[index];

    /// <summary>The shape of a batch of examples, as libtorch takes it: the number of rows (−1 for any), then the dimensions.</summary>
    public long[] Batch(long rows = -1) => [rows, .. _dimensions];

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && _dimensions.SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int dimension in _dimensions)
            hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>The dimensions with a cross between: <c>1×28×28</c>.</summary>
    public override string ToString() => string.Join('×', _dimensions);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_dimensions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
