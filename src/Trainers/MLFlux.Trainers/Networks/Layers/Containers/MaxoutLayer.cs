using System.Collections.Immutable;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The largest, value by value, of what several layers make of the same input: yᵢ = maxⱼ fⱼ(x)ᵢ. Source: Goodfellow et al.,
/// "Maxout Networks", 2013. The parameters of a layer are named by its place: <c>0.weight</c>. Make one with <c>Maxout</c> of
/// <see cref="Layers"/>.
/// </summary>
public sealed record MaxoutLayer : ContainerLayer
{
    internal MaxoutLayer(ImmutableArray<Layer> layers)
        : base(layers)
    {
    }

    internal override string Name => "Maxout";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Combine.Max.OutputShape(this, [.. Children(input).Select(OutputOf)]);
    }

    internal override int? PaddedAxis(Shape input, int? padded) => PaddedSideBySide(input, padded, Combine.Max);

    internal override IEnumerable<LayerChild> Children(Shape input) => SideBySide(input);

    internal override MaxoutLayer With(ImmutableArray<Layer> layers) => new(layers);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new ParallelModule(Name, CreateModules(input, builder), Combine.Max);

    internal static MaxoutLayer Read(LayerReader json) => new([.. json.Layers("layers")]);
}
