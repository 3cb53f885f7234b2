using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLFlux.Estimators;

/// <summary>What differs between the tasks: the label they take, the columns they promise, the losses that make sense.</summary>
internal abstract class LearningTask
{
    public abstract PredictionTask Kind { get; }

    /// <summary>The trainer's side of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="options">How a network is trained; null for a fitted model.</param>
    public static LearningTask Of(PredictionTask task, NeuralNetworkOptions? options = null) => task switch
    {
        PredictionTask.BinaryClassification => new BinaryTask(),
        PredictionTask.MulticlassClassification => new MulticlassTask(),
        PredictionTask.Regression => new RegressionTask(),
        PredictionTask.AnomalyDetection => new AnomalyTask(),
        PredictionTask.MultilabelClassification => new MultilabelTask(),
        PredictionTask.Ranking => new RankingTask(options),
    };

    /// <summary>Whether there is a label; without one, the column of that name is the features' own.</summary>
    public virtual bool HasLabel => true;

    /// <summary>The loss where the options name none.</summary>
    public abstract Loss DefaultLoss { get; }

    /// <summary>The task with a loss, which may ask for more of a row than the label.</summary>
    public virtual LearningTask For(Loss loss) => this;

    /// <summary>The label types it takes, for messages: <c>a key (MapValueToKey makes one)</c>.</summary>
    public abstract string ExpectedLabel { get; }

    /// <summary>Whether a label column is of such a type.</summary>
    public abstract bool Takes(SchemaShape.Column label);

    /// <summary>Whether outputs may stand for quantiles of the label.</summary>
    private protected virtual bool GivesQuantiles => false;

    /// <summary>Whether rows are in groups.</summary>
    private protected virtual bool HasGroups => false;

    /// <summary>Checks columns that the task reads beside features, label and weight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public virtual void CheckColumns(SchemaShape schema)
    {
    }

    /// <summary>Why a loss makes no sense here, or null.</summary>
    private protected abstract string? Refuses(Loss loss);

    /// <summary>What the task has against the options, each fault a sentence.</summary>
    public virtual IEnumerable<string> Faults(NeuralNetworkOptions options, Loss loss)
    {
        if (loss.TakesSequences)
            yield return $"Loss is {loss}, which is over sequences of classes; a label is one value. Train with a LiveNetwork.";
        else if (loss is QuantileLoss && !GivesQuantiles)
        {
            yield return $"Loss is {loss}, whose outputs are quantiles of a number; train with Regression.Trainers, on a label that is "
                + "one.";
        }
        else if (loss.TakesGroups && !HasGroups)
            yield return $"Loss is {loss}, which orders the rows of groups; train with Ranking.Trainers.";
        else if (Refuses(loss) is string fault)
            yield return fault;
        if (options.RowGroupColumnName is not null && !HasGroups)
            yield return $"{nameof(options.RowGroupColumnName)} is for a ranking; leave it null.";
        if (options.LabelGains is not null && !HasGroups)
            yield return $"{nameof(options.LabelGains)} are for a ranking; leave it null.";
    }

    /// <summary>The columns that the fitted transformer will add, as ML.NET's schema shapes promise them.</summary>
    public abstract IEnumerable<SchemaShape.Column> Promise(SchemaShape.Column label);

    /// <summary>Binds to a label column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label's type has no known number of classes or values, or too few.</exception>
    public abstract LabelBinding Bind(DataViewSchema.Column label);

    /// <summary>The network that is trained, of the one that was described.</summary>
    /// <param name="network">The description, each <c>Output()</c> as wide as is asked.</param>
    /// <param name="input">The shape of an example.</param>
    /// <param name="label">What asks for the width.</param>
    /// <exception cref="NetworkShapeException">It gives another number of values than is asked.</exception>
    public virtual Layer Wrap(Layer network, Shape input, LabelBinding label) => network;

    /// <summary>The transformer with what is learned of rows once the weights are.</summary>
    /// <param name="fitted">The transformer.</param>
    /// <param name="rows">The validation rows, or else the training rows.</param>
    public virtual NeuralNetworkTransformer Complete(NeuralNetworkTransformer fitted, IDataView rows) => fitted;

    /// <summary>The columns of a saved model, with what <see cref="TaskColumns.Save"/> wrote of them.</summary>
    public abstract TaskColumns LoadColumns(IHostEnvironment environment, BinaryReader reader, NeuralNetworkModel model);
}
