using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLFlux.Estimators;

/// <summary>What differs between the tasks on the trainer's side: the labels they take, and the columns they promise.</summary>
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
        PredictionTask.MultiTask => new MultiTaskTask(null, new NeuralNetworkOptions()),
    };

    /// <summary>The task of a network and options, which may ask for more of a row than the label.</summary>
    public virtual LearningTask For(Layer network, NeuralNetworkOptions options) => this;

    /// <summary>What the task has against the network and the options, each fault a sentence.</summary>
    public abstract IEnumerable<string> Faults(Layer network, NeuralNetworkOptions options);

    /// <summary>Checks the labels in a schema; gives the columns that the fitted transformer will add.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A label is missing or of the wrong type, or has the name of a column that the model adds; the message names it.
    /// </exception>
    /// <exception cref="InvalidOperationException">The loss of one of several heads is not for its label.</exception>
    public abstract IReadOnlyList<SchemaShape.Column> CheckLabels(SchemaShape schema, NeuralNetworkOptions options);

    /// <summary>Binds to the labels in a schema that <see cref="CheckLabels"/> takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A label's type has no known number of classes or values, or too few.</exception>
    public abstract LabelBinding Bind(DataViewSchema schema, NeuralNetworkOptions options);

    /// <summary>What training makes small.</summary>
    /// <param name="options">The options of the fit.</param>
    /// <param name="label">The labels that the task is bound to.</param>
    /// <param name="network">The network, which fits them.</param>
    public abstract Loss LossOf(NeuralNetworkOptions options, LabelBinding label, Layer network);

    /// <summary>The transformer with what is learned of rows once the weights are.</summary>
    /// <param name="fitted">The transformer.</param>
    /// <param name="rows">The validation rows, or else the training rows.</param>
    public virtual NeuralNetworkTransformer Complete(NeuralNetworkTransformer fitted, IDataView rows) => fitted;

    /// <summary>The columns of a saved model, with what <see cref="TaskColumns.Save"/> wrote of them.</summary>
    public abstract TaskColumns LoadColumns(IHostEnvironment environment, BinaryReader reader, NeuralNetworkModel model);
}
