using System.Collections.Immutable;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Several networks side by side that take the same input, and the mean of what they give. They share nothing, and may be of
/// different kinds. Make one with <c>Ensemble</c> of <see cref="Layers"/>; <see cref="NeuralNetworkOptions.BaggedFolds"/> makes one of
/// a network.
/// </summary>
/// <remarks>
/// As the end of a trainer's network each of them has a loss of its own, and training makes their mean small; a prediction is the mean
/// of their probabilities, or of their values in regression. In <c>Score</c>, that is the mean softmax, or the logit of the mean
/// probability. Elsewhere in a network the outputs are averaged, in training too. Where one of them begins with <c>Inputs</c>,
/// all of them do, with the same columns in the same order. The weights of a network are named by its place:
/// <c>0.weight</c>.
/// </remarks>
public sealed record EnsembleLayer : ContainerLayer
{
    internal EnsembleLayer(ImmutableArray<Layer> networks, MemberMean mean = MemberMean.Values)
        : base(networks)
    {
        Mean = mean;
        if (InputsHead is { } head && Layers.Any(layer => !head.Columns.SequenceEqual(layer.InputsHead?.Columns ?? [])))
        {
            throw new ArgumentException(
                "The networks of Ensemble read the same columns in the same order, but there are "
                + $"{string.Join("; ", Layers.Select(ColumnsOf).Distinct())}. Begin each with Inputs of the same columns, or none.",
                nameof(networks));
        }
    }

    /// <summary>What the outputs are the mean of; decided by the task for the end of a network.</summary>
    internal MemberMean Mean { get; }

    internal override string Name => "Ensemble";

    internal override IReadOnlyList<InputsLayer> InputsHeads => [.. Layers.SelectMany(layer => layer.InputsHeads)];

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Shape[] outputs = [.. Children(input).Select(OutputOf)];
        return Array.Find(outputs, output => !output.Equals(outputs[0])) is { } other
            ? throw new NetworkShapeException(this, $"averages networks, of which one gives {outputs[0]} and one {other}.")
            : outputs[0];
    }

    internal override IEnumerable<LayerChild> Children(Shape input) => SideBySide(input);

    internal override Layer WithInputs(InputLayout inputs) => WithEach(layer => layer.WithInputs(inputs));

    internal override EnsembleLayer With(ImmutableArray<Layer> layers) => new(layers, Mean);

    internal EnsembleLayer Averaging(MemberMean mean) => new(Layers, mean);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new EnsembleModule(CreateModules(input, builder), Mean);

    private protected override bool IsHead(int index) => true;

    internal static EnsembleLayer Read(LayerReader json) => new([.. json.Layers("layers")]);

    private static string ColumnsOf(Layer layer) =>
        layer.InputsHead is { } head ? string.Join(", ", head.Columns.Select(column => $"'{column}'")) : "one that names no column";
}
