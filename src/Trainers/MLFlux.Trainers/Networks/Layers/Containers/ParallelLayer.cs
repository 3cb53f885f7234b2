using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Layers side by side, all of which take the same input, and whose outputs are combined: y = combine(f₁(x), f₂(x), …). The
/// parameters of a layer are named by its place: <c>0.weight</c>. Make one with <c>Parallel</c> of <see cref="Layers"/>.
/// </summary>
public sealed record ParallelLayer : ContainerLayer
{
    internal ParallelLayer(Combine combine, ImmutableArray<Layer> layers)
        : base(layers)
    {
        ArgumentNullException.ThrowIfNull(combine);
        Combine = combine;
    }

    /// <summary>How the outputs become one.</summary>
    public Combine Combine { get; }

    internal override string Name => "Parallel";

    internal override string? Head => ((PropertyValue)Combine).Code;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Combine.OutputShape(this, [.. Children(input).Select(OutputOf)]);
    }

    internal override int? PaddedAxis(Shape input, int? padded) => PaddedSideBySide(input, padded, Combine);

    internal override IEnumerable<LayerChild> Children(Shape input) => SideBySide(input);

    internal override ParallelLayer With(ImmutableArray<Layer> layers) => new(Combine, layers);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new ParallelModule(Name, CreateModules(input, builder), Combine);

    internal override void Write(JsonObject json)
    {
        json["combine"] = ((PropertyValue)Combine).Json;
        base.Write(json);
    }

    internal static ParallelLayer Read(LayerReader json) => new(json.Combine(), [.. json.Layers("layers")]);
}
