using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Dropout for networks of Selu: in training, each value becomes with a probability p what Selu gives far below zero, and all
/// are scaled and shifted so that mean 0 and variance 1 stay; otherwise gives its input. Takes any shape. Source: Klambauer
/// et al., "Self-Normalizing Neural Networks", 2017. Make one with <c>AlphaDropout</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>Its random numbers come from the seed the network is built with; libtorch's own generator is left alone.</remarks>
public sealed record AlphaDropoutLayer : Layer
{
    internal AlphaDropoutLayer(double probability) =>
        Probability = ArgumentChecks.That(probability, probability is >= 0 and < 1, "from 0 to less than 1");

    /// <summary>The probability with which a value is dropped, from 0 to less than 1.</summary>
    public double Probability { get; }

    internal override string Name => "AlphaDropout";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input) => [];

    internal override void Describe(LayerProperties properties) => properties.Placed("probability", Probability);

    internal override int? PaddedAxis(Shape input, int? padded) => padded;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new AlphaDropoutModule(Probability, builder.CreateGenerator());

    internal static AlphaDropoutLayer Read(LayerReader json) => new(json.Number("probability", absent: Layers.DropoutProbability));
}
