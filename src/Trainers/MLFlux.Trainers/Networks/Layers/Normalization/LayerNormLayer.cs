using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Normalises each row alone, over its last <see cref="Axes"/> dimensions: a vector, or the features of each step of
/// time × features. γ and β have the shape of those dimensions. Source: Ba, Kiros and Hinton, "Layer Normalization", 2016.
/// Make one with <c>LayerNorm</c> of <see cref="Layers"/>.
/// </summary>
public sealed record LayerNormLayer : NormalizationLayer
{
    internal LayerNormLayer(Activation? activation, int axes, double epsilon, bool affine)
        : base(activation, epsilon, affine) => Axes = ArgumentChecks.AtLeastOne(axes);

    /// <summary>How many dimensions, the last ones, are normalised together. The default is 1; for a whole image, 3.</summary>
    public int Axes { get; }

    internal override string Name => "LayerNorm";

    internal override void Describe(LayerProperties properties) => properties
        .Placed(Activation).Named("axes", Axes, 1).Named("epsilon", Epsilon, DefaultEpsilon).Named("affine", Affine, true);

    /// <summary>Where only features are normalised together, each step is alone.</summary>
    internal override int? PaddedAxis(Shape input, int? padded) =>
        padded is null || padded < input.Rank - Axes ? padded : throw PaddingFlow.TakesPadding(this);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        long[] normalized = [.. WeightShape(input).Select(size => (long)size)];
        return CreateModule(input, builder, (x, weight, bias) => nn.functional.layer_norm(x, normalized, weight, bias, Epsilon));
    }

    internal static LayerNormLayer Read(LayerReader json) => new(
        json.Activation(),
        json.OptionalCount("axes") ?? 1,
        json.Number("epsilon", absent: DefaultEpsilon),
        json.Flag("affine", absent: true));

    private protected override void Check(Shape input)
    {
        if (input.Rank < Axes)
            throw new NetworkShapeException(this, $"expects at least {Axes} dimensions, got {input}. Normalise fewer axes.");
    }

    private protected override Shape WeightShape(Shape input) => new([.. input.Skip(input.Rank - Axes)]);
}
