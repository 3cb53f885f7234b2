namespace MLFlux.Explaining;

/// <summary>
/// What a row's score loses where one group of features has the baseline's values (Zeiler and Fergus: Visualizing and Understanding
/// Convolutional Networks, 2014). Groups that stand in for each other lose nothing, so that the losses do not add up.
/// </summary>
internal sealed class Occlusion(ExplainedNetwork network, float[] baseline, IReadOnlyList<IReadOnlyList<Range>> groups)
    : RowExplainer(network, baseline, groups)
{
    private protected override double[] ExplainScore(float[] row, int score) =>
        [.. Swapped(row, Baseline, score).Select(gain => -gain)];
}
