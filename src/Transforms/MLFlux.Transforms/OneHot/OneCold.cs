namespace MLFlux;

/// <summary>The labels of the largest values, outside of a pipeline: the inverse of <see cref="OneHot"/>.</summary>
/// <remarks>Safe for any thread. In a pipeline, use <see cref="OneHotCatalog.OneCold{TLabel}"/>.</remarks>
public static class OneCold
{
    /// <summary>The label at the place of the largest value; the first of equals. NaN is never the largest.</summary>
    /// <param name="values">One value a label.</param>
    /// <param name="labels">The labels.</param>
    /// <exception cref="ArgumentException">There are not as many values as labels, or all are NaN.</exception>
    public static TLabel Decode<TLabel>(ReadOnlySpan<float> values, IReadOnlyList<TLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (values.Length != labels.Count)
            throw new ArgumentException($"{values.Length:N0} values are given for {labels.Count:N0} labels.", nameof(values));

        int index = IndexOfLargest(values);
        return index >= 0 ? labels[index] : throw new ArgumentException("All values are NaN, so none is the largest.", nameof(values));
    }

    /// <summary>The labels of several rows of values, one row after the other.</summary>
    /// <param name="rows">Rows × labels values.</param>
    /// <param name="labels">The labels, at least one.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows, or all of a row are NaN.</exception>
    public static TLabel[] DecodeBatch<TLabel>(ReadOnlySpan<float> rows, IReadOnlyList<TLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0 || rows.Length % labels.Count != 0)
            throw new ArgumentException($"{rows.Length:N0} values are not a whole number of rows of {labels.Count:N0} labels.",
                nameof(rows));

        var decoded = new TLabel[rows.Length / labels.Count];
        for (int row = 0; row < decoded.Length; row++)
            decoded[row] = Decode(rows.Slice(row * labels.Count, labels.Count), labels);
        return decoded;
    }

    /// <summary>The index of the largest value, the first of equals; −1 where there is none but NaN.</summary>
    internal static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int largest = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsNaN(values[i]) && (largest < 0 || values[i] > values[largest]))
                largest = i;
        }

        return largest;
    }
}
