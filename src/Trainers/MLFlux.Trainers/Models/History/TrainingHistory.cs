using MLFlux.Models;
using MLFlux.Notebooks;

namespace MLFlux;

/// <summary>What happened in a fit, epoch by epoch.</summary>
/// <param name="Epochs">A report for each epoch that was run, in order.</param>
/// <param name="BestEpoch">
/// The number (from 1) of the epoch whose weights the model has: the one with the lowest validation loss or, without a validation
/// set, the last. It is the last report that <see cref="EpochReport.IsBest"/> marks.
/// </param>
/// <param name="TrainingRows">How many rows were trained on.</param>
/// <param name="ValidationRows">How many rows were held out to validate; 0 without a validation set.</param>
/// <param name="Ended">Why training ended.</param>
[TypeFormatterSource(typeof(HistoryHtml))]
public sealed record TrainingHistory(
    IReadOnlyList<EpochReport> Epochs, int BestEpoch, long TrainingRows, long ValidationRows, TrainingEnd Ended)
{
    /// <summary>
    /// The losses recorded inside epochs, in order; null where <see cref="NeuralNetworkOptions.RecordEvery"/> asked for none.
    /// </summary>
    public IReadOnlyList<BatchRecord>? Batches { get; init; }

    /// <summary>What the checks of gradients found; null where <see cref="NeuralNetworkOptions.CheckGradients"/> asked for none.</summary>
    public IReadOnlyList<TrainingFinding>? Findings { get; init; }

    /// <summary>The rows that could not be used, by reason, with the numbers of the first; null where all were.</summary>
    public IReadOnlyList<LeftOutRows>? LeftOut { get; init; }

    /// <summary>
    /// The temperature that was fitted on the validation rows after the last epoch, whose losses are without it; null where none was.
    /// </summary>
    public TemperatureFit? Temperature { get; init; }
}
