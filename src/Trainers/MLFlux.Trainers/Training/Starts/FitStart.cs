namespace MLFlux.Training;

/// <summary>What a fit begins with: a fresh network, a model to train further, or a checkpoint to go on from.</summary>
internal abstract class FitStart
{
    /// <summary>Fresh weights.</summary>
    public static FitStart Fresh { get; } = new FreshStart();

    /// <summary>The model whose weights the network begins with, or null.</summary>
    public virtual NeuralNetworkModel? Learned => null;

    /// <summary>How many epochs had been run when the fit began.</summary>
    public virtual int EpochsBefore => 0;

    /// <summary>The number of the last epoch that was run.</summary>
    public virtual int EpochsDone => EpochsBefore;

    /// <summary>Whether frozen layers are computed once for all rows; null where the fit may choose.</summary>
    public virtual bool? FrozenOnce => null;

    /// <summary>The reports of the epochs that were run.</summary>
    public virtual IEnumerable<EpochReport> Epochs => [];

    /// <summary>What was recorded within the fit's own epochs.</summary>
    public virtual IEnumerable<BatchRecord> Batches => [];

    /// <summary>What was found within the fit's own epochs.</summary>
    public virtual IEnumerable<TrainingFinding> Findings => [];

    /// <summary>Refuses options and rows with which the fit would not go on as it began.</summary>
    /// <param name="record">The options that decide the weights.</param>
    /// <param name="trainingRows">How many rows there are to train on.</param>
    /// <param name="validationRows">How many rows there are to validate on.</param>
    /// <exception cref="InvalidOperationException">Options or rows are others; all differences are named.</exception>
    public virtual void Check(TrainingRecord record, long trainingRows, long validationRows)
    {
    }

    /// <summary>Brings a learner, whose network has the weights of <see cref="Learned"/>, to where the first epoch begins.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="best">Takes what there is to keep so far.</param>
    /// <param name="validation">The held-out rows, or null.</param>
    /// <param name="context">Is told what goes on.</param>
    public abstract void Begin(Learner learner, KeptBest best, Validation? validation, TrainingContext context);
}
