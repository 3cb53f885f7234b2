using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.Evaluation;

/// <summary>
/// What differs between the tasks once rows are scored: the columns they have, their figures, and the words for them. Experiments,
/// reports and the command ask here, and decide nothing by the task themselves.
/// </summary>
internal abstract class TaskFigures
{
    private static readonly BinaryFigures s_binary = new();
    private static readonly MulticlassFigures s_multiclass = new();
    private static readonly RegressionFigures s_regression = new();
    private static readonly AnomalyFigures s_anomalies = new();
    private static readonly MultilabelFigures s_multilabel = new();
    private static readonly RankingFigures s_ranking = new();

    /// <summary>Those of every task, in the order in which they are offered.</summary>
    public static IReadOnlyList<TaskFigures> All { get; } = [s_binary, s_multiclass, s_regression, s_anomalies, s_multilabel, s_ranking];

    public abstract PredictionTask Task { get; }

    /// <summary>What the task and its figures are called.</summary>
    public abstract TaskWords Words { get; }

    /// <summary>
    /// Whether the label is learned, rather than known for the evaluation alone; without that there is no ready pipeline.
    /// </summary>
    public virtual bool LearnsLabel => true;

    /// <summary>Whether the label is one of some classes: it has a list of values, and rows are held out class by class.</summary>
    public abstract bool HasClasses { get; }

    /// <summary>What ML.NET's log-loss counts as one, in nats: that of yes or no is in bits.</summary>
    public virtual double NatsOfLogLoss => 1;

    /// <summary>Whether rows are put in order within groups, none of which may be cut.</summary>
    public virtual bool HasGroups => false;

    /// <summary>Whether there is nothing to measure unless each class has rows among those held out.</summary>
    public virtual bool NeedsEveryClass => false;

    /// <summary>The columns that a model writes; a label of such a name would be hidden by them.</summary>
    public abstract IReadOnlyList<string> WrittenColumns { get; }

    /// <summary>The columns beside label and <see cref="WrittenColumns"/> that the figures are made of.</summary>
    public virtual IReadOnlyList<string> ReadColumns => [];

    /// <summary>The written columns that are predictions for people, in the order in which a file of predictions has them.</summary>
    public abstract IReadOnlyList<string> PredictionColumns { get; }

    /// <summary>The figures of a task.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is no task's.</exception>
    public static TaskFigures Of(PredictionTask task)
    {
        if (!Enum.IsDefined(task))
        {
            throw new ArgumentOutOfRangeException(
                nameof(task), task, $"There is no such task; expected one of {string.Join(", ", Enum.GetNames<PredictionTask>())}.");
        }

        return task switch
        {
            PredictionTask.BinaryClassification => s_binary,
            PredictionTask.MulticlassClassification => s_multiclass,
            PredictionTask.Regression => s_regression,
            PredictionTask.AnomalyDetection => s_anomalies,
            PredictionTask.MultilabelClassification => s_multilabel,
            PredictionTask.Ranking => s_ranking,
            PredictionTask.MultiTask => throw SeveralHeads(),
        };
    }

    /// <summary>That there are no figures of several labels together.</summary>
    internal static ArgumentOutOfRangeException SeveralHeads() => new(
        "task", PredictionTask.MultiTask,
        "A network of several heads is measured, compared and explained head by head: model.Head(\"Price\") gives a head as a model of its "
        + "own task.");

    public abstract bool TakesLabel(DataViewType label);

    public abstract bool TakesScore(DataViewType score);

    /// <summary>The figures of ML.NET's evaluator, the main one first; see <see cref="MetricsCatalog"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">No row can be evaluated, or the label is called as a column of the scores.</exception>
    public IReadOnlyList<Metric> Metrics(IHostEnvironment environment, IDataView scored, string labelColumnName)
    {
        ScoredColumns.Check(scored.Schema, this, labelColumnName, nameof(labelColumnName), nameof(scored));
        LabelVariety variety = Variety(scored, labelColumnName);
        return variety == LabelVariety.None
            ? throw new ArgumentException(
                $"No row has both a label in '{labelColumnName}' and a finite score: there is nothing to evaluate.", nameof(scored))
            : Evaluate(environment, scored, labelColumnName, isVaried: variety == LabelVariety.Several);
    }

    /// <summary>The same, also of labels that ML.NET has no evaluator for.</summary>
    public virtual IReadOnlyList<Metric> AnyMetrics(IHostEnvironment environment, IDataView scored, string label) =>
        Metrics(environment, scored, label);

    /// <summary>How many different labels the rows have, whose columns are known to be those of the task.</summary>
    public abstract LabelVariety Variety(IDataView scored, string label);

    /// <summary>What each row adds to the main figure, so that their mean is that figure; NaN where label or score is missing.</summary>
    public abstract double[] Gains(IDataView scored, string label);

    /// <summary>The main figure of the rows that have a label and a score, one by one; NaN where none has.</summary>
    public double MeanGain(IDataView scored, string label) =>
        Gains(scored, label).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The labels as numbers, to see whether two views have the same.</summary>
    public abstract IEnumerable<float> Labels(IDataView scored, string label);

    /// <summary>The rows that have a label and finite scores.</summary>
    /// <param name="scored">The scored rows.</param>
    /// <param name="label">The label's column.</param>
    /// <param name="binaryValues">What the values of a bool stand for, that of false first; null for their own names.</param>
    /// <param name="temperature">What the network's raw outputs were divided by; 1 for nothing.</param>
    public abstract ScoredRows Read(IDataView scored, string label, IReadOnlyList<string>? binaryValues, double temperature = 1);

    /// <summary>Which class was taken for which, where the label itself names the classes; otherwise null.</summary>
    public virtual ClassificationReport? Classes(IHostEnvironment environment, IDataView scored, string label) => null;

    /// <summary>The figures of each label as lines of text, after an empty one, where rows have several; otherwise none.</summary>
    public virtual IEnumerable<string> EachLabel(IDataView scored, string label) => [];

    /// <summary>What is wrong with so many values of a label in a model's card, as a rule that they break, or null.</summary>
    public abstract string? LabelValuesFault(int values);

    /// <summary>What the prediction columns after the label's are called in a file.</summary>
    /// <param name="labelValues">The label's values.</param>
    public abstract IEnumerable<string> ProbabilityNames(IReadOnlyList<string> labelValues);

    /// <summary>Evaluates rows whose columns are known to be those of the task, and of which one at least can be evaluated.</summary>
    private protected abstract IReadOnlyList<Metric> Evaluate(
        IHostEnvironment environment, IDataView scored, string label, bool isVaried);
}
