using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// What the normalising layers have in common: y = σ(γ (x − μ) / √(v + ε) + β), with mean μ and variance v of the values
/// that each kind puts together. γ begins as ones, β as zeros; they are named weight and bias.
/// </summary>
public abstract record NormalizationLayer : Layer
{
    internal const double DefaultEpsilon = 1e-5;

    private protected NormalizationLayer(Activation? activation, double epsilon, bool affine)
    {
        Activation = activation ?? Activation.Identity;
        Epsilon = ArgumentChecks.That(epsilon, epsilon > 0, "greater than 0");
        Affine = affine;
    }

    /// <summary>σ. The default is identity.</summary>
    public Activation Activation { get; }

    /// <summary>ε, which keeps the root away from zero. The default is 1e-5.</summary>
    public double Epsilon { get; }

    /// <summary>Whether γ and β are there.</summary>
    public bool Affine { get; }

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(input);
        return input;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        Shape weight = WeightShape(OutputShape(input));
        return Affine
            ?
            [
                new ParameterDeclaration("weight", weight, Initializers.Ones, FanIn: 1, FanOut: 1),
                new ParameterDeclaration("bias", weight, Initializers.Zeros, FanIn: 1, FanOut: 1),
            ]
            : [];
    }

    /// <summary>The module of a normalisation that keeps no running means, given γ and β, either of which may be absent.</summary>
    private protected NormalizationModule CreateModule(
        Shape input, NetworkBuilder builder, Func<Tensor, Tensor?, Tensor?, Tensor> normalize)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new NormalizationModule(
            Name,
            Affine ? builder.Parameter(parameters[0]) : null,
            Affine ? builder.Parameter(parameters[1]) : null,
            normalize,
            Activation);
    }

    /// <summary>Refuses a shape that the layer cannot take.</summary>
    /// <exception cref="NetworkShapeException">It is one.</exception>
    private protected abstract void Check(Shape input);

    /// <summary>The shape of γ and β.</summary>
    private protected abstract Shape WeightShape(Shape input);
}
