using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A layer, whose output is combined with its input: y = combine(layer(x), x); with <see cref="Combine.Add"/>, a residual
/// block. Source: He et al., "Deep Residual Learning for Image Recognition", 2015. The layer's parameters are named
/// <c>layer.…</c>. Make one with <c>SkipConnection</c> of <see cref="Layers"/>.
/// </summary>
public sealed record SkipConnectionLayer : ContainerLayer
{
    internal SkipConnectionLayer(Layer layer, Combine? combine)
        : base([layer]) => Combine = combine ?? Combine.Add;

    /// <summary>How output and input, in this order, become one.</summary>
    public Combine Combine { get; }

    internal override string Name => "SkipConnection";

    internal override bool TakesIndices => false; // It would add the indices themselves.

    internal override string? Tail => ((PropertyValue)Combine).Code;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Combine.OutputShape(this, [OutputOf(Children(input).Single()), input]);
    }

    internal override int? PaddedAxis(Shape input, int? padded)
    {
        int? inner = PaddedSideBySide(input, padded, Combine.Add);
        return PaddingFlow.Common(this, [inner, padded]) is int axis ? Combine.PaddedAxis(this, axis) : null;
    }

    /// <summary>It would add the indices themselves.</summary>
    internal override Layer WithPadding(int padding) => this;

    internal override IEnumerable<LayerChild> Children(Shape input) => [new LayerChild("layer", "1", Layers[0], input)];

    internal override SkipConnectionLayer With(ImmutableArray<Layer> layers) => new(layers[0], Combine);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new ParallelModule(Name, CreateModules(input, builder), Combine, withInput: true);

    internal override void Write(JsonObject json)
    {
        json["combine"] = ((PropertyValue)Combine).Json;
        json["inner"] = NetworkJson.ToNode(Layers[0]);
    }

    internal static SkipConnectionLayer Read(LayerReader json) => new(json.Layer("inner"), json.Combine());
}
