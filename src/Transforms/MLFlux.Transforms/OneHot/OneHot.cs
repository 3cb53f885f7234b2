namespace MLFlux;

/// <summary>One-hot encoding of single values and batches, outside of a pipeline.</summary>
/// <remarks>Safe for any thread. In a pipeline, use <see cref="OneHotCatalog.OneHot"/>.</remarks>
public static class OneHot
{
    /// <summary>The vector with a 1 at the place of a value among the labels, kept as that place.</summary>
    /// <param name="value">The value.</param>
    /// <param name="labels">The labels, each once. The vector keeps the list, which must not change.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not among the labels.</exception>
    public static OneHotVector<TLabel> Encode<TLabel>(TLabel value, IReadOnlyList<TLabel> labels)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(labels);
        for (int i = 0; i < labels.Count; i++)
        {
            if (EqualityComparer<TLabel>.Default.Equals(value, labels[i]))
                return new OneHotVector<TLabel>(i, labels);
        }

        throw Unknown(value, labels, nameof(value));
    }

    /// <summary>The vectors of several values, kept as one index a value.</summary>
    /// <param name="values">The values.</param>
    /// <param name="labels">The labels, each once. The batch keeps the list, which must not change.</param>
    /// <exception cref="ArgumentException">A value is not among the labels, or a label is stated twice.</exception>
    public static OneHotBatch<TLabel> EncodeBatch<TLabel>(IEnumerable<TLabel> values, IReadOnlyList<TLabel> labels)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(labels);

        var indexes = new Dictionary<TLabel, int>(labels.Count);
        for (int i = 0; i < labels.Count; i++)
        {
            if (!indexes.TryAdd(labels[i], i))
                throw new ArgumentException($"Label {labels[i]} is stated twice.", nameof(labels));
        }

        return new OneHotBatch<TLabel>(
            [.. values.Select(value => indexes.TryGetValue(value, out int index) ? index : throw Unknown(value, labels, nameof(values)))],
            labels);
    }

    private static ArgumentException Unknown<TLabel>(TLabel value, IReadOnlyList<TLabel> labels, string parameter)
        => new($"{value} is not among the labels: {string.Join(", ", labels)}.", parameter);
}
