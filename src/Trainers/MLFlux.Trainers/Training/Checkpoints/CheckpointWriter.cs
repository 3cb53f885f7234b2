using MLFlux.Models;

namespace MLFlux.Training;

/// <summary>Writes a checkpoint of a fit every so many epochs.</summary>
/// <param name="path">Where to.</param>
/// <param name="every">After how many epochs each.</param>
/// <param name="createModel">Makes a model of a history, the weights of now, and the optimizer's state.</param>
/// <param name="cached">The frozen layers that were computed once for all rows; null where there are none such.</param>
/// <param name="warn">Takes a line on a checkpoint that could not be written.</param>
internal sealed class CheckpointWriter(
    string path, int every, Func<TrainingHistory, OptimizerState, NeuralNetworkModel> createModel, CachedPrefix? cached,
    Action<string> warn)
{
    private bool _hasWritten;

    /// <summary>What the best epoch left behind, where there is a validation set.</summary>
    public EpochState? Best { get; set; }

    /// <summary>The validation loss of the model that is trained further, or null.</summary>
    public double? LossBefore { get; set; }

    /// <summary>Writes a checkpoint after an epoch for which one is due.</summary>
    /// <param name="epochsBefore">How many epochs had been run when the fit began.</param>
    /// <param name="history">What happened so far.</param>
    /// <param name="state">The optimizer's state.</param>
    /// <param name="learningRate">The learning rate without the schedule.</param>
    /// <exception cref="IOException">The first checkpoint cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The first checkpoint may not be written.</exception>
    public void EpochDone(int epochsBefore, TrainingHistory history, OptimizerState state, double learningRate)
    {
        int epoch = history.Epochs[^1].Epoch;
        if ((epoch - epochsBefore) % every != 0)
            return;

        var checkpoint = new TrainingCheckpoint(
            createModel(history, state), history.BestEpoch == epoch ? null : Whole(Best), epochsBefore, LossBefore, learningRate)
        {
            FrozenOnce = cached is not null,
        };
        try
        {
            CheckpointFile.Write(path, checkpoint);
            _hasWritten = true;
        }
        catch (Exception fault) when (_hasWritten && fault is IOException or UnauthorizedAccessException)
        {
            // A wrong path shows at once; a disk that is full later is no reason to lose the fit.
            warn($"The checkpoint after epoch {epoch} could not be written, and the one before it stays: {fault.Message}");
        }
    }

    /// <summary>With the weights that were not trained, too.</summary>
    private EpochState? Whole(EpochState? best) =>
        best is null || cached is null ? best : best with { Weights = cached.Complete(best.Weights) };
}
