using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.Experiments;

namespace MLFlux;

/// <summary>
/// Trains a pipeline's network on a part of the rows and says what it is worth on the others; made by
/// <see cref="ExperimentCatalog.Experiment"/>.
/// </summary>
/// <remarks>
/// Changes nothing in itself or the pipeline: it may be run any number of times. What comes before the trainer in the pipeline is
/// fitted on the rows to train on alone, once for the network and the baselines, and what it gives of label, features and weights
/// is kept in memory, unless the trainer's options have a <see cref="NeuralNetworkOptions.MemoryBudget"/>.
/// <see cref="NeuralNetworkOptions.CheckpointPath"/> and <see cref="NeuralNetworkOptions.ResumeFrom"/> are for the one fit of
/// <see cref="Run(IDataView)"/>; repeats, folds and searches fit without them.
/// </remarks>
public sealed class Experiment
{
    private readonly ExperimentRunner _runner;

    internal Experiment(MLContext ml, IEstimator<ITransformer> pipeline, ExperimentOptions options)
    {
        string[] faults = [.. options.Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), nameof(options));
        PipelineParts parts = PipelineParts.Of(pipeline);
        ScoredColumns.RefuseOutputName(TaskFigures.Of(parts.Trainer.Task), parts.Label, nameof(pipeline));
        ExperimentTask.Of(parts.Trainer.Task).Check(parts.Trainer.Options, options);
        _runner = new ExperimentRunner(ml, parts, options);
        Options = options;
    }

    /// <summary>How rows are divided, and what is compared.</summary>
    public ExperimentOptions Options { get; }

    /// <summary>What the network predicts.</summary>
    public PredictionTask Task => _runner.Parts.Trainer.Task;

    /// <summary>The label that the trainer learns; of anomalies, which are learned without one, the column <c>Label</c>.</summary>
    public string LabelColumnName => _runner.Parts.Label;

    /// <summary>
    /// Holds rows out, fits the pipeline on the others, evaluates it on those held out, and compares it with the baselines.
    /// </summary>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <returns>The model with its figures. A baseline that fails or cannot do the task is listed with the reason.</returns>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">There are too few rows, classes or groups to hold any out.</exception>
    /// <exception cref="NetworkShapeException">The network does not fit the feature column or the label.</exception>
    /// <exception cref="NonFiniteLossException">The loss of the first epoch was not finite.</exception>
    /// <exception cref="OperationCanceledException">The experiment was cancelled.</exception>
    public ExperimentResult Run(IDataView data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return _runner.Run(data);
    }

    /// <summary>
    /// Runs the experiment with several seeds, the options' and those after it, each of which holds out other rows (in time
    /// order, the same) and begins with other weights; a seed of the trainer's options does not count.
    /// </summary>
    /// <returns>Figures with their spread, for the network and the baselines on the same rows. No model is kept.</returns>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <param name="repeats">How many seeds, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 repeats.</exception>
    /// <inheritdoc cref="Run(IDataView)" path="/exception"/>
    public RepeatedResult Repeat(IDataView data, int repeats = 5)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 2);
        return _runner.Repeat(data, repeats);
    }

    /// <summary>
    /// Runs the experiment once for each fold, which is held out while the others are trained on (in time order, while all older
    /// rows are). The network and the baselines get the same folds.
    /// </summary>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <param name="folds">How many folds, at least 2.</param>
    /// <returns>Figures with their spread, for the network and the baselines. No model is kept.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    /// <inheritdoc cref="Run(IDataView)" path="/exception"/>
    public RepeatedResult CrossValidate(IDataView data, int folds = 5)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        return _runner.CrossValidate(data, folds);
    }

    /// <summary>
    /// Tries networks, learning rates and batch sizes within a time. Rows are held out first; of the others a part ranks the
    /// candidates, and the winner is then fitted on all of these others, evaluated on the rows held out, once, and compared with
    /// the baselines.
    /// </summary>
    /// <remarks>
    /// Candidates are ranked by the main figure of their best epoch on the validation rows. The winner is fitted as the pipeline's
    /// options say or, where they hold no validation rows out, for as many epochs as were best in the search. Training goes on
    /// from stage to stage where it was, save for options with a <see cref="NeuralNetworkOptions.Schedule"/>, which begin anew.
    /// </remarks>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <param name="options">What to try, and for how long; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of range; all such are named at once. Or a column is missing or of the wrong type.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// There are too few rows, classes or groups to hold any out, or every candidate failed.
    /// </exception>
    /// <exception cref="OperationCanceledException">The experiment was cancelled.</exception>
    public SearchResult Search(IDataView data, SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SearchOptions();
        string[] faults = [.. options.Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), nameof(options));

        return _runner.Search(data, options);
    }
}
