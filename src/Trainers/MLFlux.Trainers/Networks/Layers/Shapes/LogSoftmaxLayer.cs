using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The logarithms of the probabilities that <c>Softmax</c> makes, without their overflow: yᵢ = xᵢ − ln Σⱼ exp(xⱼ). Takes and
/// gives a vector. Make one with <c>LogSoftmax</c> of <see cref="Layers"/>.
/// </summary>
public sealed record LogSoftmaxLayer : Layer
{
    internal LogSoftmaxLayer()
    {
    }

    internal override string Name => "LogSoftmax";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => SoftmaxLayer.ScoresOf(this, input);

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new FunctionModule(Name, x => nn.functional.log_softmax(x, 1));

    internal static LogSoftmaxLayer Read(LayerReader json) => new();
}
