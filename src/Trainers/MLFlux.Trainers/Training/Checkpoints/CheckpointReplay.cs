using MLFlux.Construction;
using MLFlux.Models;

namespace MLFlux.Training;

/// <summary>
/// Runs through the epochs of a checkpoint without their batches: thaws, schedule and early stopping then stand where they stood.
/// </summary>
internal sealed class CheckpointReplay(
    TrainingCheckpoint checkpoint, NeuralNetworkOptions options, BuiltNetwork network, WeightUpdates updates)
{
    /// <summary>Leaves all as it was after the last epoch.</summary>
    /// <param name="rate">The learning rate, at its beginning.</param>
    /// <param name="updatesInEpoch">How many updates an epoch has.</param>
    /// <param name="progress">Takes the losses.</param>
    /// <returns>What the best epoch had, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">Callbacks had frozen or thawed parts.</exception>
    public WeightSnapshot Run(LearningRatePlan rate, int updatesInEpoch, BestEpoch progress)
    {
        TrainingHistory history = checkpoint.Now.History;
        if (checkpoint.LossBefore is double before)
            progress.Add(checkpoint.EpochsBefore, before);

        WeightSnapshot? best = history.BestEpoch > checkpoint.EpochsBefore ? null : Keep(checkpoint.BestOrLast);
        try
        {
            foreach (EpochReport report in history.Epochs.Where(report => report.Epoch > checkpoint.EpochsBefore))
            {
                double loss = report.ValidationLoss ?? report.TrainingLoss;
                updates.BeginEpoch(report.Epoch);
                progress.Add(report.Epoch, loss);
                for (int update = 0; update < updatesInEpoch; update++)
                    rate.UpdateDone(loss);
                rate.EpochDone(loss);
                if (report.Epoch == history.BestEpoch)
                    best = Keep(checkpoint.BestOrLast);
            }

            best ??= Keep(checkpoint.BestOrLast);
            Write(checkpoint.Last);
        }
        catch
        {
            best?.Dispose();
            throw;
        }

        rate.Base = checkpoint.LearningRate;
        return best;
    }

    private WeightSnapshot Keep(EpochState state)
    {
        Write(state);
        return new WeightSnapshot(network, updates);
    }

    private void Write(EpochState state)
    {
        NetworkWeights.Write(network.Module, state.Weights);
        if (!state.Optimizer.TryWrite(options.Optimizer, updates.State))
        {
            throw new InvalidOperationException(
                $"The fit of checkpoint '{options.ResumeFrom}' cannot go on: a callback had frozen or thawed parts of the network, which "
                + "no "
                + $"checkpoint keeps. Freeze them by {nameof(NeuralNetworkOptions.FrozenLayers)}, or train from the start.");
        }
    }
}
