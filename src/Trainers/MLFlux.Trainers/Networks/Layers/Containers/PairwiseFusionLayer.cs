using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Layers of which each takes what the one before gives, connected with the input: y₁ = f₁(x), yᵢ = fᵢ(connection(yᵢ₋₁, x)).
/// All y, which Flux gives as a tuple, are combined. The parameters of a layer are named by its place: <c>0.weight</c>. Make one
/// with <c>PairwiseFusion</c> of <see cref="Layers"/>.
/// </summary>
public sealed record PairwiseFusionLayer : ContainerLayer
{
    internal PairwiseFusionLayer(Combine connection, Combine combine, ImmutableArray<Layer> layers)
        : base(layers)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(combine);
        Connection = connection;
        Combine = combine;
    }

    /// <summary>How the output of a layer and the input, in this order, become the input of the next.</summary>
    public Combine Connection { get; }

    /// <summary>How the outputs of all layers become one.</summary>
    public Combine Combine { get; }

    internal override string Name => "PairwiseFusion";

    internal override string? Head => $"{((PropertyValue)Connection).Code}, {((PropertyValue)Combine).Code}";

    internal override bool TakesIndices => false; // It would connect the indices themselves.

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Combine.OutputShape(this, [.. Children(input).Select(OutputOf)]);
    }

    /// <summary>It would connect the indices themselves.</summary>
    internal override Layer WithPadding(int padding) => this;

    internal override IEnumerable<LayerChild> Children(Shape input)
    {
        Shape shape = input;
        for (int i = 0; i < Layers.Length; i++)
        {
            var child = new LayerChild(CodeText.Number(i), CodeText.Number(i + 1), Layers[i], shape);
            yield return child;
            if (i < Layers.Length - 1)
                shape = Connection.OutputShape(this, [OutputOf(child), input]);
        }
    }

    internal override PairwiseFusionLayer With(ImmutableArray<Layer> layers) => new(Connection, Combine, layers);

    /// <summary>Only the first layer takes the features as they are.</summary>
    internal override Layer WithCategories(IReadOnlyList<Range> oneHotSlots) => this;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new PairwiseFusionModule(CreateModules(input, builder), Connection, Combine);

    internal override void Write(JsonObject json)
    {
        json["connection"] = ((PropertyValue)Connection).Json;
        json["combine"] = ((PropertyValue)Combine).Json;
        base.Write(json);
    }

    internal static PairwiseFusionLayer Read(LayerReader json) =>
        new(MLFlux.Combine.Parse(json.Name("connection")), json.Combine(), [.. json.Layers("layers")]);
}
