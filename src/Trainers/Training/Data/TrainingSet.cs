namespace MLFlux.Training;

/// <summary>The rows of a data view in memory: features, targets, and weights where the rows have any.</summary>
internal sealed class TrainingSet(FeatureStore features, TargetStore targets, List<float>? weights)
{
    public FeatureStore Features { get; } = features;

    public TargetStore Targets { get; } = targets;

    /// <summary>The weight of each row, or null where all weigh the same.</summary>
    public List<float>? Weights { get; } = weights;

    public int Count => Features.Count;

    /// <summary>The weights of the given rows added up; their number, where all weigh the same.</summary>
    public double WeightOf(ReadOnlySpan<int> rows)
    {
        if (Weights is null)
            return rows.Length;

        double sum = 0;
        foreach (int row in rows)
            sum += Weights[row];
        return sum;
    }
}
