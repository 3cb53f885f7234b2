using System.Globalization;
using Microsoft.ML;
using MLFlux.Experiments;

namespace MLFlux;

/// <summary>What came of one experiment: the model, its figures on held-out rows, the baselines', and whether it earns its place.</summary>
/// <remarks>Immutable, and safe for any thread. It owns the model: dispose of it when neither is needed any more.</remarks>
public sealed record ExperimentResult : IDisposable
{
    /// <summary>What was predicted.</summary>
    public required PredictionTask Task { get; init; }

    /// <summary>The label that the trainer learned.</summary>
    public required string LabelColumnName { get; init; }

    /// <summary>How the rows were divided.</summary>
    public required Split Split { get; init; }

    /// <summary>The rows that were trained on and those that were held out.</summary>
    public required HeldOutSplit Rows { get; init; }

    /// <summary>The whole fitted pipeline, to save and to predict with.</summary>
    public required ITransformer Model { get; init; }

    /// <summary>The network within it, with the history of its training.</summary>
    public required NeuralNetworkTransformer NetworkTransformer { get; init; }

    /// <summary>The held-out rows as the whole pipeline scores them, for reports. They are scored anew each time they are read.</summary>
    public required IDataView HeldOut { get; init; }

    /// <summary>How long it took to fit what comes before the trainer and to prepare the rows, for all models alike.</summary>
    public required TimeSpan PreparationTime { get; init; }

    /// <summary>The network's figures.</summary>
    public required Contender Network { get; init; }

    /// <summary>The baselines' figures, in the order of the options, those left out too.</summary>
    public required IReadOnlyList<Contender> Baselines { get; init; }

    /// <summary>
    /// The network with LightGbm, which predict the mean of what both say; null where that is not better than either alone on the held-out
    /// rows, or LightGbm was not compared.
    /// </summary>
    public Contender? Joined { get; init; }

    /// <summary>The whole pipeline of <see cref="Joined"/>, to save and to predict with; needs LightGbm wherever it is loaded.</summary>
    public ITransformer? JoinedModel { get; init; }

    /// <summary>Whether the network earns its place.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The network's figures on the held-out rows, the main one first.</summary>
    public IReadOnlyList<Metric> Metrics => Network.Metrics;

    /// <summary>Frees native memory of the model, which is made anew when the model is used again.</summary>
    public void Dispose()
    {
        (Model as IDisposable)?.Dispose();
        (JoinedModel as IDisposable)?.Dispose();
    }

    /// <summary>The rows, with how many are copies of others, a table of all models, and the verdict.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rows.TrainRows:N0} rows trained on, {Rows.TestRows:N0} held out ({Split.Manner}); prepared in "
        + $"{PreparationTime.TotalSeconds:0.0} s{Environment.NewLine}")
        + (Rows.CopiesSentence is string copies ? copies + Environment.NewLine : "")
        + ContenderTable.Format(Joined is null ? [Network, .. Baselines] : [Network, .. Baselines, Joined]) + Verdict
        + Environment.NewLine;
}
