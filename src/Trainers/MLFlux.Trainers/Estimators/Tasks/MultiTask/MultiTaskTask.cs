using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Models;

namespace MLFlux.Estimators;

/// <summary>Several labels at once, one for each head of <c>Outputs</c>, whose task follows from its column.</summary>
/// <param name="outputs">The heads; null where the network has none, and where a saved model is read.</param>
/// <param name="options">The losses of the heads.</param>
internal sealed class MultiTaskTask(OutputsLayer? outputs, NeuralNetworkOptions options) : LearningTask
{
    /// <summary>What a head may predict, in the order in which a label is tried.</summary>
    private static readonly PredictionTask[] s_kinds =
        [
            PredictionTask.BinaryClassification, PredictionTask.MulticlassClassification, PredictionTask.Regression,
            PredictionTask.MultilabelClassification,
        ];

    public override PredictionTask Kind => PredictionTask.MultiTask;

    public override LearningTask For(Layer network, NeuralNetworkOptions own) => new MultiTaskTask(network.OutputsTail, own);

    public override IEnumerable<string> Faults(Layer network, NeuralNetworkOptions own)
    {
        if (outputs is null)
        {
            yield return "The network has no heads: end it with Outputs((\"Price\", Output()), (\"Sold\", Output())), with a head for each "
                + "column to learn, or train it with the catalog of its one task.";
            yield break;
        }

        HeadOptions[] heads = [.. own.Heads?.OfType<HeadOptions>() ?? []]; // Null, and what holds null, is said with all other options.
        foreach (string fault in heads.SelectMany(head => head.Faults()))
            yield return fault;
        foreach (string name in heads.Select(head => head.Name).Where(name => !string.IsNullOrWhiteSpace(name)).Except(outputs.Heads))
            yield return $"{nameof(own.Heads)} has '{name}', which is no head of the network; those are {Names(outputs)}.";
        foreach (string name in heads.GroupBy(head => head.Name).Where(same => same.Count() > 1).Select(same => same.Key))
            yield return $"{nameof(own.Heads)} has '{name}' twice; say all of a head at once.";
        if (own.LabelColumnName != new NeuralNetworkOptions().LabelColumnName)
        {
            yield return $"{nameof(own.LabelColumnName)} is '{own.LabelColumnName}', but the network learns the columns of its heads, "
                + $"{Names(outputs)}; leave the option out.";
        }

        if (own.Loss is { } loss)
        {
            yield return $"Loss is {loss}, but each head has its own: {nameof(own.Heads)} = [new {nameof(HeadOptions)}("
                + $"\"{outputs.Heads[0]}\") {{ Loss = Losses.{loss} }}].";
        }

        if (own.ClassWeights is not null)
        {
            yield return "ClassWeights are for one label of classes; weigh the rows with a column in ExampleWeightColumnName, or the "
                + $"losses of heads with {nameof(HeadOptions)}.{nameof(HeadOptions.Weight)}.";
        }

        if (own.RowGroupColumnName is not null || own.LabelGains is not null)
        {
            yield return $"{nameof(own.RowGroupColumnName)} and {nameof(own.LabelGains)} are for a ranking, which heads do not learn; "
                + "leave them null.";
        }

        if (own.BaggedFolds > 1)
        {
            yield return $"{nameof(own.BaggedFolds)} = {own.BaggedFolds} makes an Ensemble, whose networks predict one label, and this one "
                + $"has several heads; set {nameof(own.BaggedFolds)} to 1.";
        }
    }

    public override IReadOnlyList<SchemaShape.Column> CheckLabels(SchemaShape schema, NeuralNetworkOptions own)
    {
        var added = new List<SchemaShape.Column>();
        foreach (string head in outputs!.Heads)
        {
            SchemaShape.Column label = schema.Find(head);
            added.AddRange(TaskOf(label).Task.Promise(label).Select(column => SchemaShapes.Column(
                MultiTaskColumns.NameOf(head, column.Name), column.Kind, column.ItemType, column.IsKey, column.Annotations)));
        }

        foreach (string head in outputs.Heads)
            TrainingColumns.CheckName(schema, head, added, free => $"call the head \"{free}\"");
        return added;
    }

    public override LabelBinding Bind(DataViewSchema schema, NeuralNetworkOptions own) => new MultiTaskBinding(
        [.. outputs!.Heads.Select(head => Bind(schema[head], SchemaShape.Create(schema).Find(head)))]);

    public override Loss LossOf(NeuralNetworkOptions own, LabelBinding label, Layer network) => ((MultiTaskBinding)label).LossOf(network);

    public override TaskColumns LoadColumns(IHostEnvironment environment, BinaryReader reader, NeuralNetworkModel model) =>
        new MultiTaskColumns(
            model.Outputs!,
            [.. model.Outputs!.Heads.Select((head, i) => Of(head.Task).LoadColumns(environment, reader, HeadModel.Of(model, i)))]);

    private HeadBinding Bind(DataViewSchema.Column column, SchemaShape.Column label)
    {
        (OneLabelTask task, Loss loss, double weight) = TaskOf(label);
        return new HeadBinding(column.Name, task.Kind, task.Bind(column), loss, weight);
    }

    /// <summary>What a head predicts of its label, with its loss and the weight of that.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No head predicts such a label, or none of the task that was stated.</exception>
    /// <exception cref="InvalidOperationException">The loss of the head is not for its label.</exception>
    private (OneLabelTask Task, Loss Loss, double Weight) TaskOf(SchemaShape.Column label)
    {
        HeadOptions head = options.Heads.FirstOrDefault(head => head.Name == label.Name) ?? new HeadOptions(label.Name);
        NeuralNetworkOptions own = options with { LabelColumnName = label.Name, Loss = head.Loss, Heads = [] };
        OneLabelTask[] tasks = [.. Tasks(label.Name).Select(task => (OneLabelTask)task.For(outputs!, own))];
        OneLabelTask task = tasks.FirstOrDefault(task => task.Takes(label)) ?? throw SchemaErrors.WrongType(
            label.Name,
            tasks is [var stated] ? stated.ExpectedLabel
                : "a label that a head learns: Boolean for yes or no, Key<UInt32> for classes, which "
                    + "ml.Transforms.Conversion.MapValueToKey makes, Single or Vector<Single> of known size for numbers, Vector<Boolean> "
                    + "for several labels",
            label.TypeName());
        if (task.Faults(own).FirstOrDefault() is string fault)
            throw new InvalidOperationException($"Head '{label.Name}': {fault}");
        return (task, own.Loss ?? task.DefaultLoss, head.Weight);
    }

    /// <summary>What a head may predict: what was stated, or what any label may ask for.</summary>
    private OneLabelTask[] Tasks(string head) => outputs!.Tasks.IsEmpty
        ? [.. s_kinds.Select(kind => (OneLabelTask)Of(kind))]
        : [((OneLabelTask)Of(outputs.Tasks[outputs.Heads.IndexOf(head)])).AsStated];

    private static string Names(OutputsLayer outputs) => string.Join(", ", outputs.Heads.Select(head => $"'{head}'"));
}
