using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.Scores;

namespace MLFlux.Experiments;

/// <summary>
/// What differs between the tasks where a network is compared: the baselines, what tells a network that has learned something from
/// one that has not, and the words of the verdict.
/// </summary>
internal abstract class ExperimentTask
{
    private static readonly BinaryExperiment s_binary = new();
    private static readonly MulticlassExperiment s_multiclass = new();
    private static readonly RegressionExperiment s_regression = new();
    private static readonly AnomalyExperiment s_anomalies = new();
    private static readonly MultilabelExperiment s_multilabel = new();
    private static readonly RankingExperiment s_ranking = new();

    /// <summary>The figures of the task.</summary>
    public abstract TaskFigures Figures { get; }

    /// <summary>The baseline of no features, as it is called in tables and, with an article, in sentences.</summary>
    public abstract string ConstantName { get; }

    /// <summary>ML.NET's linear trainer.</summary>
    public abstract string LinearName { get; }

    /// <summary>What <see cref="Discrimination"/> is measured by; null where there is no such thing.</summary>
    public virtual string? DiscriminationName => null;

    /// <summary>Checks that an experiment with the task can be run as it is asked for.</summary>
    /// <param name="training">The options of the network's trainer.</param>
    /// <param name="options">Those of the experiment.</param>
    /// <exception cref="NotSupportedException">There is no experiment with the task.</exception>
    /// <exception cref="ArgumentException">An option does not go with the task.</exception>
    public virtual void Check(NeuralNetworkOptions training, ExperimentOptions options)
    {
    }

    /// <summary>The column by which rows held out are judged: the one that the trainer learns.</summary>
    public virtual string Label(NeuralNetworkOptions training) => training.LabelColumnName;

    /// <summary>
    /// Refuses rows held out that cannot be evaluated, before the fit, of a task whose fit reads no label. Others refuse their label.
    /// </summary>
    public virtual void CheckHeldOut(IDataView rows, string label)
    {
    }

    /// <summary>Whether the baselines learn a label that is a vector.</summary>
    public virtual bool TakesVectors => false;

    /// <summary>What an experiment knows of a task.</summary>
    public static ExperimentTask Of(PredictionTask task) => task switch
    {
        PredictionTask.BinaryClassification => s_binary,
        PredictionTask.MulticlassClassification => s_multiclass,
        PredictionTask.Regression => s_regression,
        PredictionTask.AnomalyDetection => s_anomalies,
        PredictionTask.MultilabelClassification => s_multilabel,
        PredictionTask.Ranking => s_ranking,
        PredictionTask.MultiTask => throw TaskFigures.SeveralHeads(),
    };

    /// <summary>What a model says of a row, which is averaged with what another one says; null where means say nothing.</summary>
    public virtual ScoreKinds? Joined => null;

    /// <summary>Fits what is known without features.</summary>
    public abstract ITransformer FitConstant(MLContext ml, PreparedRows rows);

    /// <summary>The linear trainer.</summary>
    /// <param name="ml">The context to train in.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="iterations">How many iterations at the most; null where the trainer may decide by the rows.</param>
    public abstract IEstimator<ITransformer> Linear(MLContext ml, TrainerColumns columns, int? iterations);

    /// <summary>The trainer of boosted trees, of so many trees.</summary>
    public abstract IEstimator<ITransformer> LightGbm(MLContext ml, TrainerColumns columns, int iterations);

    /// <summary>
    /// The log-loss of each scored row, in nats: minus the logarithm of the probability that its class was given. NaN where label
    /// or probability is missing; none for numbers, and where a model gives no probabilities.
    /// </summary>
    public abstract double[] Losses(IDataView scored, string label);

    /// <summary>By how much a model tells classes apart better than chance does; null for numbers, and on rows of one class.</summary>
    /// <param name="scored">The scored rows.</param>
    /// <param name="label">The label's column.</param>
    /// <param name="gains">What each row adds to the main figure.</param>
    public virtual Difference? Discrimination(IDataView scored, string label, double[] gains) => null;

    /// <summary>Where the threshold had better be; null where there is none, and where that is not known.</summary>
    public virtual ThresholdAdvice? Threshold(IDataView scored, string label) => null;

    /// <summary>That a model tells classes apart, with the figures; null for numbers.</summary>
    public virtual string? Evidence(Difference discrimination) => null;

    /// <summary>What is to be done about a threshold that is the trouble, after a space; nothing where there is none.</summary>
    public virtual string ThresholdRemark(ThresholdAdvice? advice) => "";

    /// <summary>A difference of the main figure: <c>1.25 points</c>.</summary>
    public abstract string Amount(double difference);

    /// <summary>That a model is better by a difference of the main figure: <c>1.25 points more accurate</c>.</summary>
    public abstract string Better(double difference);
}
