using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.ReadyMade;

/// <summary>A network of a size that fits a table with images or long texts, which have branches of their own.</summary>
internal static class BranchTraining
{
    private const int FewRows = 2_000;

    /// <summary>
    /// A branch for the vector of the table's columns, where there is one, beside the others. What images give goes through one more
    /// layer; vectors of words are many already.
    /// </summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="features">What is made of the columns.</param>
    /// <param name="prepared">What the vector goes through first.</param>
    public static ChainLayer Network(long rows, FeaturePlan features, IReadOnlyList<Layer> prepared)
    {
        var branches = new List<(string, Layer)>();
        if (features.HasVector)
        {
            (int width, double dropout) = (rows < FewRows ? 32 : 64, features.IsWide ? 0.3 : 0.1);
            branches.Add((PipelineSteps.Features,
                Chain([.. prepared, Dense(width, Relu), Dropout(dropout), Dense(width, Relu), Dropout(dropout)])));
        }

        branches.AddRange(features.Branches.Select(branch => (branch.ColumnName, branch.Layer)));
        return features.HasImages
            ? Chain(Inputs([.. branches]), Dense(64, Relu), Dropout(0.1), Output())
            : Chain(Inputs([.. branches]), Output());
    }
}
