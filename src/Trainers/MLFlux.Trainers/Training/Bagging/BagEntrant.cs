using MLFlux.Construction;
using MLFlux.Kernels;

namespace MLFlux.Training;

/// <summary>A network, and a way to train it, of a bagged training: the trainer's own, or a candidate.</summary>
/// <param name="job">The fit of one such network.</param>
internal sealed class BagEntrant(TrainingJob job)
{
    /// <summary>The fit of one such network.</summary>
    public TrainingJob Job { get; } = job;

    /// <summary>About how many multiplications the network takes for a row, in all epochs.</summary>
    public double Work { get; } = (double)job.Options.Epochs * Multiplications(job);

    /// <summary>The networks of the first folds, in their order.</summary>
    public List<NeuralNetworkModel> Models { get; } = [];

    /// <summary>How long the longest of their fits took.</summary>
    public TimeSpan Longest { get; set; }

    /// <summary>The mean, over the networks so far, of the loss on the fold that each was not trained on.</summary>
    public double Loss => Models.Average(model =>
        model.History.Epochs.FirstOrDefault(epoch => epoch.Epoch == model.History.BestEpoch)?.ValidationLoss ?? double.NaN);

    /// <summary>The fit of one network by this rank alone, of several that train.</summary>
    public TrainingJob OfOneRank() =>
        Job with { Options = SharedRuns.OfOneRank(Job.Options), Context = Job.Context.OfOneRank() };

    private static long Multiplications(TrainingJob job)
    {
        Layer body = OutputHead.Of(job.Network, job.Task).Body;
        return KernelPlan.TryCreate(body, job.Inputs.Shape, isTraining: true)?.Steps.Sum(step => step.Cost)
            ?? body.ParameterCount(job.Inputs.Shape);
    }
}
