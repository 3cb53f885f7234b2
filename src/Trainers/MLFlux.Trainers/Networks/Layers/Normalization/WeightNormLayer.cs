using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A layer whose weight is learned as a direction and a length: w = g v / ‖v‖, for each slice along the weight's first dimension
/// (its outputs) apart. Begins as the layer within does. Its parameters are <c>weight_v</c>, of the weight's shape, <c>bias</c>
/// where there is one, and <c>weight_g</c> [outputs, 1, ...], by PyTorch's names. Source: Salimans and Kingma, "Weight
/// Normalization", 2016. Make one with <c>WeightNorm</c> of <see cref="Layers"/>.
/// </summary>
public sealed record WeightNormLayer : Layer
{
    internal WeightNormLayer(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Inner = layer is DenseLayer or ConvolutionLayer or DepthwiseConvLayer or BilinearLayer
            ? layer
            : throw new ArgumentException($"WeightNorm takes Dense, Bilinear and convolutions, got {layer.Name}.", nameof(layer));
    }

    /// <summary>The layer whose weight is normalised.</summary>
    public Layer Inner { get; }

    internal override string Name => "WeightNorm";

    internal override int Depth => 1 + Inner.Depth;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Inner.OutputShape(input);

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        ParameterDeclaration[] inner = [.. Inner.Parameters(input).Select(one => one with { IsPrepared = false })];
        Shape weight = inner[0].Shape;
        var lengths = new Shape([weight[0], .. Enumerable.Repeat(1, weight.Rank - 1)]);
        return
        [
            inner[0] with { Name = "weight_v" },
            .. inner.Skip(1),
            inner[0] with { Name = "weight_g", Shape = lengths, Initializer = Initializers.Ones },
        ];
    }

    internal override Layer WithOutputWidth(int width)
    {
        Layer wide = Inner.WithOutputWidth(width);
        return ReferenceEquals(wide, Inner) ? this : new WeightNormLayer(wide);
    }

    internal override int? PaddedAxis(Shape input, int? padded) => Inner.PaddedAxis(input, padded);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        var inner = (WeightFunctionModule)Inner.CreateModule(input, builder);
        return new WeightNormModule(inner, builder.Parameter(Parameters(input)[^1], () => WeightNormModule.Lengths(inner.OwnWeight)));
    }

    internal override void Write(JsonObject json) => json["inner"] = NetworkJson.ToNode(Inner);

    internal override string Print() => $"WeightNorm({Inner.Print()})";

    internal static WeightNormLayer Read(LayerReader json) => new(json.Layer("inner"));
}
