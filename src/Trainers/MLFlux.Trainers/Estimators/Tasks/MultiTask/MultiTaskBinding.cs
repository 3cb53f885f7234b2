using Microsoft.ML;
using MLFlux.Construction;
using MLFlux.Models;
using MLFlux.Rows;
using MLFlux.Training;

namespace MLFlux.Estimators;

/// <summary>The heads of a network, each bound to its label column.</summary>
internal sealed class MultiTaskBinding(IReadOnlyList<HeadBinding> heads) : LabelBinding
{
    public override IReadOnlyList<string> ColumnNames { get; } = [.. heads.Select(head => head.Name)];

    public override OutputLayout Outputs { get; } = OutputLayout.SideBySide(heads.Select(head =>
        new ModelHead(head.Name, head.Task, head.Label.OutputWidth)
        {
            Classes = head.Label.Classes, Quantiles = (head.Loss as QuantileLoss)?.Levels,
        }));

    public override Layer Fit(Layer network, Shape input) => NetworkTail.With(network, outputs => outputs.Bound(
        heads.Select(head => head.Task), [.. heads.Select(head => head.Label.OutputWidth)]));

    public override void CheckOutput(Layer network, Shape input)
    {
        network.OutputShape(input); // What does not fit is said with the place of its layer.
        (_, OutputsLayer outputs, Shape shape) = NetworkTail.Find(network, input);
        foreach ((HeadBinding head, LayerChild child) in heads.Zip(outputs.Children(shape)))
            head.Label.CheckOutput($"Head '{head.Name}'", child.Layer.OutputShape(child.Input));
    }

    /// <summary>The losses of all heads.</summary>
    public Loss LossOf(Layer network)
    {
        OutputsLayer outputs = network.OutputsTail!;
        return new HeadsLoss([.. heads.Select((head, i) => new HeadLoss(
            Outputs.Heads[i], LossHead.Of(OutputHead.Of(outputs.Layers[i], head.Task), head.Loss), head.Weight))]);
    }

    public override TargetStore CreateTargets() =>
        new HeadTargets([.. heads.Select(head => new HeadStore(head.Label.CreateTargets(), !head.Loss.TakesLabelUnit))]);

    public override void CheckValidation(DataViewSchema schema)
    {
        foreach (HeadBinding head in heads)
            head.Label.CheckValidation(schema);
    }

    public override LabelReader CreateReader(DataViewRow row, DataViewSchema schema) =>
        new MultiTaskReader([.. heads.Select(head => head.Label.CreateReader(row, schema))]);

    public override TaskColumns CreateColumns(NeuralNetworkModel model) =>
        new MultiTaskColumns(model.Outputs!, [.. heads.Select((head, i) => head.Label.CreateColumns(HeadModel.Of(model, i)))]);

    public override string? Warning(TargetStore targets)
    {
        string[] warnings =
        [
            .. heads.Zip(((HeadTargets)targets).Heads).Select(one => one.First.Label.Warning(one.Second.Targets)).OfType<string>(),
        ];
        return warnings.Length == 0 ? null : string.Join(" ", warnings);
    }

    public override void CheckTargets(TargetStore targets)
    {
        foreach ((HeadBinding head, HeadStore store) in heads.Zip(((HeadTargets)targets).Heads))
        {
            if (store.Targets.Count == 0)
            {
                throw new InvalidOperationException(
                    $"No row has a label in '{head.Name}'; there is nothing for its head to learn. Leave the head out of Outputs, or give "
                    + "rows with such a label.");
            }

            head.Label.CheckTargets(store.Targets);
        }
    }
}
