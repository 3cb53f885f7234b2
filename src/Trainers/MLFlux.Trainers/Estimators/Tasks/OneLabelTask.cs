using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>A task of one label: which columns it takes, the columns it promises, the losses that make sense.</summary>
internal abstract class OneLabelTask : LearningTask
{
    /// <summary>Whether there is a label; without one, the column of that name is the features' own.</summary>
    public virtual bool HasLabel => true;

    /// <summary>The loss where the options name none.</summary>
    public abstract Loss DefaultLoss { get; }

    /// <summary>The label types it takes, for messages: <c>a key (MapValueToKey makes one)</c>.</summary>
    public abstract string ExpectedLabel { get; }

    /// <summary>Whether a label column is of such a type.</summary>
    public abstract bool Takes(SchemaShape.Column label);

    /// <summary>The task of a head for which it was stated: it need not follow from the label's type, so that more types may do.</summary>
    public virtual OneLabelTask AsStated => this;

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

    /// <summary>The columns that the fitted transformer will add, as ML.NET's schema shapes promise them.</summary>
    public abstract IEnumerable<SchemaShape.Column> Promise(SchemaShape.Column label);

    /// <summary>Binds to a label column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label's type has no known number of classes or values, or too few.</exception>
    public abstract OneLabelBinding Bind(DataViewSchema.Column label);

    public sealed override IEnumerable<string> Faults(Layer network, NeuralNetworkOptions options)
    {
        if (network.OutputsTail is { } outputs)
        {
            yield return $"The network has the heads {string.Join(", ", outputs.Heads.Select(head => $"'{head}'"))}, and this trainer "
                + "learns one label. Train it with MultiTask.Trainers, or end it with Output() in the place of Outputs.";
        }
        else if (options.Heads is { Count: > 0 })
        {
            yield return $"{nameof(options.Heads)} is for a network that ends in Outputs, on MultiTask.Trainers; leave it empty.";
        }

        foreach (string fault in Faults(options))
            yield return fault;
    }

    /// <summary>What the task has against the options, each fault a sentence.</summary>
    public virtual IEnumerable<string> Faults(NeuralNetworkOptions options)
    {
        Loss loss = options.Loss ?? DefaultLoss;
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

    public sealed override IReadOnlyList<SchemaShape.Column> CheckLabels(SchemaShape schema, NeuralNetworkOptions options)
    {
        SchemaShape.Column label = schema.Find(options.LabelColumnName);
        if (!Takes(label))
            throw SchemaErrors.WrongType(label.Name, ExpectedLabel, label.TypeName());
        SchemaShape.Column[] added = [.. Promise(label)];
        if (HasLabel)
            TrainingColumns.CheckName(schema, label.Name, added, free => $"let LabelColumnName be \"{free}\"");
        CheckColumns(schema);
        return added;
    }

    public sealed override LabelBinding Bind(DataViewSchema schema, NeuralNetworkOptions options) =>
        Bind(schema[options.LabelColumnName]);

    public sealed override Loss LossOf(NeuralNetworkOptions options, LabelBinding label, Layer network) => options.Loss ?? DefaultLoss;
}
