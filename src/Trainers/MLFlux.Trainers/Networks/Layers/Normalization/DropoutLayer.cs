using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// In training, sets each value to zero with a probability p and divides the others by 1 − p; otherwise gives its input.
/// Takes any shape. Source: Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014.
/// Make one with <c>Dropout</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>Its random numbers come from the seed the network is built with; libtorch's own generator is left alone.</remarks>
public sealed record DropoutLayer : Layer
{
    internal DropoutLayer(double probability) =>
        Probability = ArgumentChecks.That(probability, probability is >= 0 and < 1, "from 0 to less than 1");

    /// <summary>The probability with which a value becomes zero, from 0 to less than 1.</summary>
    public double Probability { get; }

    internal override string Name => "Dropout";

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
        new DropoutModule(Probability, builder.CreateGenerator());

    internal static DropoutLayer Read(LayerReader json) => new(json.Number("probability", absent: Layers.DropoutProbability));
}
