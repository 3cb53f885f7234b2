using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Makes probabilities of scores, one a class: yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ). Takes and gives a vector. Make one with
/// <c>Softmax</c> of <see cref="Layers"/>.
/// </summary>
public sealed record SoftmaxLayer : Layer
{
    internal SoftmaxLayer()
    {
    }

    internal override string Name => "Softmax";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => ScoresOf(this, input);

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new FunctionModule(Name, x => nn.functional.softmax(x, 1));

    internal static SoftmaxLayer Read(LayerReader json) => new();

    /// <summary>Makes sure that the input is a vector of scores.</summary>
    internal static Shape ScoresOf(Layer layer, Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 1
            ? input
            : throw new NetworkShapeException(layer,
                $"expects a vector with a score for each class, got {input}. Put Flatten() before it.");
    }
}
