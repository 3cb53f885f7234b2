using MLFlux.Models;

namespace MLFlux.Training;

/// <summary>The best epoch so far: which it was, and what it left behind, for the end of the fit and for its checkpoints.</summary>
/// <param name="learner">What is kept of.</param>
/// <param name="validates">Whether there are held-out rows: without them, the last epoch is the best.</param>
/// <param name="rule">When to end for lack of improvement, or null.</param>
/// <param name="checkpoints">Writes checkpoints; null for none.</param>
internal sealed class KeptBest(Learner learner, bool validates, EarlyStopping? rule, CheckpointWriter? checkpoints) : IDisposable
{
    private readonly BestEpoch _progress = new(rule);
    private WeightSnapshot? _kept;

    /// <summary>The number of the epoch that is kept; where none was better, that of the last one before the fit.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether early stopping's patience is used up.</summary>
    public bool IsExhausted => _progress.IsExhausted;

    /// <summary>Keeps what a fit begins with until an epoch is better.</summary>
    /// <param name="epoch">The number of the last epoch before it.</param>
    public void Begin(int epoch)
    {
        Epoch = epoch;
        _kept = new WeightSnapshot(learner);
    }

    /// <summary>Counts the held-out loss of the model that is trained further: an epoch that is no better is not kept.</summary>
    /// <param name="epoch">The model's last epoch.</param>
    /// <param name="loss">Its loss.</param>
    public void MustBeat(int epoch, double loss)
    {
        _progress.Add(epoch, loss);
        if (checkpoints is not null)
            (checkpoints.LossBefore, checkpoints.Best) = (loss, learner.Read());
    }

    /// <summary>Takes up what a checkpoint's fit had kept, and leaves the learner as it was after the checkpoint's last epoch.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="path">Where it was read from, for messages.</param>
    /// <exception cref="InvalidOperationException">Callbacks had frozen or thawed parts.</exception>
    public void Resume(TrainingCheckpoint checkpoint, string path)
    {
        if (checkpoints is not null)
            (checkpoints.LossBefore, checkpoints.Best) = (checkpoint.LossBefore, checkpoint.BestOrLast);
        Epoch = checkpoint.Now.History.BestEpoch;
        _kept = new CheckpointReplay(checkpoint, path).Run(learner, _progress);
    }

    /// <summary>Counts an epoch, and keeps its weights where it is the best so far; true where it is.</summary>
    /// <param name="epoch">The epoch's number.</param>
    /// <param name="loss">The loss by which epochs are compared.</param>
    public bool Add(int epoch, double loss)
    {
        if (!_progress.Add(epoch, loss) && validates)
            return false;

        _kept!.Take();
        Epoch = epoch;
        if (validates && checkpoints is not null)
            checkpoints.Best = learner.Read();
        return true;
    }

    /// <summary>Writes a checkpoint where one is due.</summary>
    /// <param name="history">What happened so far.</param>
    public void EpochDone(TrainingHistory history) =>
        checkpoints?.EpochDone(learner.Length.EpochsBefore, history, learner.ReadOptimizer(), learner.Rate.Base);

    /// <summary>Gives the learner what the best epoch left behind, and the copy's memory back.</summary>
    public void Restore()
    {
        _kept!.Restore();
        Dispose();
    }

    public void Dispose() => _kept?.Dispose();
}
