using MLFlux.Models;

namespace MLFlux.Training;

/// <summary>
/// Runs through the epochs of a checkpoint without their batches: thaws, schedule and early stopping then stand where they stood.
/// </summary>
/// <param name="checkpoint">The checkpoint.</param>
/// <param name="path">Where it was read from, for messages.</param>
internal sealed class CheckpointReplay(TrainingCheckpoint checkpoint, string path)
{
    /// <summary>Leaves all as it was after the last epoch.</summary>
    /// <param name="learner">The learner, at its beginning.</param>
    /// <param name="progress">Takes the losses.</param>
    /// <returns>What the best epoch had, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">Callbacks had frozen or thawed parts.</exception>
    public WeightSnapshot Run(Learner learner, BestEpoch progress)
    {
        TrainingHistory history = checkpoint.Now.History;
        if (checkpoint.LossBefore is double before)
            progress.Add(checkpoint.EpochsBefore, before);

        WeightSnapshot? best = history.BestEpoch > checkpoint.EpochsBefore ? null : Keep(learner, checkpoint.BestOrLast);
        try
        {
            foreach (EpochReport report in history.Epochs.Where(report => report.Epoch > checkpoint.EpochsBefore))
            {
                double loss = report.ValidationLoss ?? report.TrainingLoss;
                learner.Updates.BeginEpoch(report.Epoch);
                progress.Add(report.Epoch, loss);
                for (int update = 0; update < learner.Length.Updates; update++)
                    learner.Rate.UpdateDone(loss);
                learner.Rate.EpochDone(loss);
                if (report.Epoch == history.BestEpoch)
                    best = Keep(learner, checkpoint.BestOrLast);
            }

            best ??= Keep(learner, checkpoint.BestOrLast);
            Write(learner, checkpoint.Last);
        }
        catch
        {
            best?.Dispose();
            throw;
        }

        learner.Rate.Base = checkpoint.LearningRate;
        return best;
    }

    private WeightSnapshot Keep(Learner learner, EpochState state)
    {
        Write(learner, state);
        return new WeightSnapshot(learner);
    }

    private void Write(Learner learner, EpochState state)
    {
        NetworkWeights.WriteOwn(learner.Network.Module, state.Weights);
        if (!learner.TryWriteOptimizer(state.Optimizer))
        {
            throw new InvalidOperationException(
                $"The fit of checkpoint '{path}' cannot go on: a callback had frozen or thawed parts of the network, which no "
                + $"checkpoint keeps. Freeze them by {nameof(NeuralNetworkOptions.FrozenLayers)}, or train from the start.");
        }
    }
}
