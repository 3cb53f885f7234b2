using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Puts each channel (the first dimension), or each value of a vector, on one scale: y = (x − μ) · s, where μ and 1 / s are mean and
/// standard deviation of what the layer is given for the training rows, over rows and all axes. Takes a vector, or channels and one to
/// three axes. Keras calls it Normalization. Make one with <c>Standardize</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// Found before the first epoch on a seeded sample of the training rows, never of validation rows, and not learned further; saved with
/// the weights, as <c>mean</c> and <c>scale</c>. A channel that is the same in all rows becomes 0. Values that are not finite have no
/// part in them. A module that was built by hand, without rows, gives its input.
/// </remarks>
public sealed record StandardizeLayer : Layer
{
    internal StandardizeLayer()
    {
    }

    internal override string Name => "Standardize";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank <= 4 ? input
            : throw new NetworkShapeException(this, $"expects a vector, or channels and one to three axes, got {input}.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        ParameterDeclaration Prepared(string name, Initializer first) =>
            new(name, new Shape(input[0]), first, FanIn: 1, FanOut: 1, IsLearned: false) { IsPrepared = true };

        return [Prepared("mean", Initializers.Zeros), Prepared("scale", Initializers.Ones)];
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new StandardizeModule(builder.Buffer(parameters[0]), builder.Buffer(parameters[1]));
    }

    internal static StandardizeLayer Read(LayerReader json) => new();
}
