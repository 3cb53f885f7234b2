namespace MLFlux.Training;

/// <summary>The rows of a data view in memory: features, targets, and weights where the rows have any.</summary>
internal sealed class TrainingSet(FeatureStore features, TargetStore targets, List<float>? weights)
{
    public FeatureStore Features { get; } = features;

    public TargetStore Targets { get; } = targets;

    /// <summary>The weight of each row, or null where all weigh the same.</summary>
    public List<float>? Weights { get; } = weights;

    public int Count => Features.Count;

    /// <summary>The same rows, each weighing as much more as its class does.</summary>
    /// <param name="classWeights">The weight of each class, by <see cref="TargetStore.Group"/>.</param>
    public TrainingSet Weighted(float[] classWeights)
    {
        var weights = new List<float>(Count);
        for (int row = 0; row < Count; row++)
            weights.Add((Weights?[row] ?? 1) * classWeights[Targets.Group(row)]);
        return new TrainingSet(Features, Targets, weights);
    }

    /// <summary>The mean weight of the given rows.</summary>
    public double MeanWeight(int[] rows) => Weights is { } weights ? rows.Average(row => (double)weights[row]) : 1;
}
