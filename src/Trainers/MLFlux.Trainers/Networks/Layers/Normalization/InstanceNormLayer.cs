using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Normalises each channel of each row alone, over its axes, in training and in scoring alike. Takes channels and one to
/// three axes. Source: Ulyanov, Vedaldi and Lempitsky, "Instance Normalization", 2016. Make one with <c>InstanceNorm</c> of
/// <see cref="Layers"/>.
/// </summary>
public sealed record InstanceNormLayer : NormalizationLayer
{
    internal InstanceNormLayer(Activation? activation, double epsilon, bool affine)
        : base(activation, epsilon, affine)
    {
    }

    internal override string Name => "InstanceNorm";

    internal override void Describe(LayerProperties properties) =>
        properties.Placed(Activation).Named("epsilon", Epsilon, DefaultEpsilon).Named("affine", Affine, false);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) => CreateModule(
        input,
        builder,
        (x, weight, bias) => nn.functional.instance_norm(x, null, null, weight, bias, use_input_stats: true, eps: Epsilon));

    internal static InstanceNormLayer Read(LayerReader json) => new(
        json.Activation(), json.Number("epsilon", absent: DefaultEpsilon), json.Flag("affine", absent: false));

    private protected override void Check(Shape input)
    {
        if (input.Rank is < 2 or > 4)
            throw new NetworkShapeException(this, $"expects channels and one to three axes, got {input}.");
        if (input.Size == input[0])
            throw new NetworkShapeException(this,
                $"expects more than one value in a channel, got {input}: a single value has no variance.");
    }

    private protected override Shape WeightShape(Shape input) => new(input[0]);
}
