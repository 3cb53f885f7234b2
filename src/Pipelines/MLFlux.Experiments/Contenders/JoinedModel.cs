using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.MLNet;
using MLFlux.Scores;

namespace MLFlux.Experiments;

/// <summary>A network and another model as one, which predicts the mean of what both say.</summary>
internal static class JoinedModel
{
    private const string OfNetwork = "JoinedNetwork", OfBoth = "JoinedScores";

    /// <summary>The name of the two together.</summary>
    public static string Name(string other) => $"{Verdict.Network} with {other}";

    /// <summary>
    /// The two together where their mean is better than either on the rows held out, in the main figure; null where it is not, or cannot
    /// be tried.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="rows">The rows that both learned from.</param>
    /// <param name="network">The network.</param>
    /// <param name="other">The other model.</param>
    /// <param name="cancellation">Ends the scoring.</param>
    public static ContenderRun? TryBetter(
        MLContext ml, PreparedRows rows, ContenderRun network, ContenderRun other, CancellationToken cancellation)
    {
        if (rows.Columns.Task.Joined is null)
            return null;
        ContenderRun joined = ContenderRun.Run(
            ml, Name(other.Contender.Name), rows, () => Of(ml, rows, network.Model, other.Model), cancellation);
        Contender contender = joined.BehindNetwork(network) with { FitTime = network.Contender.FitTime + other.Contender.FitTime };
        bool isBetter = contender.NetworkLead!.Value < 0 && Difference.OfRows(joined.Gains, other.Gains).Value > 0;
        return isBetter ? joined with { Contender = contender } : null;
    }

    /// <summary>A model of prepared rows. Owns both models.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="rows">The rows that both learned from.</param>
    /// <param name="network">The network.</param>
    /// <param name="other">The other model, of the same task.</param>
    public static TransformerChain<ITransformer> Of(MLContext ml, PreparedRows rows, ITransformer network, ITransformer other)
    {
        ScoreKinds kinds = rows.Columns.Task.Joined!.Value;
        string said = kinds == ScoreKinds.Probability ? ScoredColumns.Probability : ScoredColumns.Score;
        IDataView scored = network.Transform(rows.Train);
        var kept = ml.Transforms.CopyColumns(OfNetwork, said).Fit(scored);
        scored = other.Transform(kept.Transform(scored));
        var both = ml.Transforms.Concatenate(OfBoth, OfNetwork, said).Fit(scored);
        return new TransformerChain<ITransformer>(
            network, kept, other, both, new JoinedScoresTransformer(ml.Transforms.Environment(), kinds, OfBoth));
    }
}
