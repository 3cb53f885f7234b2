using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Normalises each channel (the first dimension), or each value of a vector: y = σ(γ (x − μ) / √(v + ε) + β). In training μ
/// and v are those of the batch (over rows and all axes); otherwise they are running means of what training saw. γ begins as
/// ones, β as zeros. Source: Ioffe and Szegedy, "Batch Normalization", 2015. Make one with <c>BatchNorm</c> of
/// <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// A training batch with a single value for each channel (one row of a vector) has no variance; it is normalised by the
/// running means, and leaves them as they are.
/// </remarks>
public sealed record BatchNormLayer : NormalizationLayer
{
    internal const double DefaultMomentum = 0.1;

    internal BatchNormLayer(Activation? activation, double epsilon, double momentum, bool affine)
        : base(activation, epsilon, affine) =>
        Momentum = ArgumentChecks.That(momentum, momentum is > 0 and <= 1, "greater than 0 and at most 1");

    /// <summary>The weight of a new batch in the running means, greater than 0 and at most 1. The default is 0.1.</summary>
    public double Momentum { get; }

    internal override string Name => "BatchNorm";

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        ParameterDeclaration Running(string name, Initializer first) =>
            new(name, WeightShape(input), first, FanIn: 1, FanOut: 1, IsLearned: false);

        return [.. base.Parameters(input), Running("running_mean", Initializers.Zeros), Running("running_var", Initializers.Ones)];
    }

    internal override void Describe(LayerProperties properties) => properties
        .Placed(Activation).Named("epsilon", Epsilon, DefaultEpsilon).Named("momentum", Momentum, DefaultMomentum)
        .Named("affine", Affine, true);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new BatchNormModule(
            Affine ? builder.Parameter(parameters[0]) : null,
            Affine ? builder.Parameter(parameters[1]) : null,
            builder.Buffer(parameters[^2]),
            builder.Buffer(parameters[^1]),
            Epsilon,
            Momentum,
            Activation);
    }

    internal static BatchNormLayer Read(LayerReader json) => new(
        json.Activation(),
        json.Number("epsilon", absent: DefaultEpsilon),
        json.Number("momentum", absent: DefaultMomentum),
        json.Flag("affine", absent: true));

    private protected override void Check(Shape input)
    {
        if (input.Rank > 4)
            throw new NetworkShapeException(this, $"expects a vector, or channels and one to three axes, got {input}.");
    }

    private protected override Shape WeightShape(Shape input) => new(input[0]);
}
