using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Lays the values of any shape in one vector, the last dimension closest together. Make one with <c>Flatten</c> of
/// <see cref="Layers"/>.
/// </summary>
public sealed record FlattenLayer : Layer
{
    internal FlattenLayer()
    {
    }

    internal override string Name => "Flatten";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new Shape(input.Size);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input) => [];

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new FunctionModule(Name, x => x.flatten(1));

    internal static FlattenLayer Read(LayerReader json) => new();
}
