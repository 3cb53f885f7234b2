using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Normalises groups of channels of each row alone, over the channels of the group and all axes. Takes a vector, or channels
/// and axes. Source: Wu and He, "Group Normalization", 2018. Make one with <c>GroupNorm</c> of <see cref="Layers"/>.
/// </summary>
public sealed record GroupNormLayer : NormalizationLayer
{
    internal GroupNormLayer(int groups, Activation? activation, double epsilon, bool affine)
        : base(activation, epsilon, affine) => Groups = ArgumentChecks.AtLeastOne(groups);

    /// <summary>How many groups there are; they divide the channels.</summary>
    public int Groups { get; }

    internal override string Name => "GroupNorm";

    internal override void Describe(LayerProperties properties) => properties
        .Placed("groups", Groups).Placed(Activation).Named("epsilon", Epsilon, DefaultEpsilon).Named("affine", Affine, true);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) => CreateModule(
        input, builder, (x, weight, bias) => nn.functional.group_norm(x, Groups, weight, bias, Epsilon));

    internal static GroupNormLayer Read(LayerReader json) => new(
        json.Count("groups"),
        json.Activation(),
        json.Number("epsilon", absent: DefaultEpsilon),
        json.Flag("affine", absent: true));

    private protected override void Check(Shape input)
    {
        if (input[0] % Groups != 0)
            throw new NetworkShapeException(this,
                $"expects channels in {Groups} equal groups, got {input[0]} channels in {input}. Choose groups that divide them.");
    }

    private protected override Shape WeightShape(Shape input) => new(input[0]);
}
