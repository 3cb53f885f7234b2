using System.Text.Json.Nodes;
using MLFlux.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Normalises each channel of an image, or each value of a vector: y = γ (x − μ) / √(σ² + ε) + β. In training μ and σ² are
/// those of the batch (over rows, height and width); otherwise they are running means of what training saw. γ begins as
/// ones, β as zeros. Source: Ioffe and Szegedy, "Batch Normalization", 2015. Make one with <c>BatchNorm</c> of
/// <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// A training batch with a single value for each channel (one row of a vector) has no variance; it is normalised by the
/// running means, and leaves them as they are.
/// </remarks>
public sealed record BatchNormLayer : Layer
{
    internal BatchNormLayer(double epsilon, double momentum, bool affine)
    {
        Epsilon = Require.That(epsilon, epsilon > 0, "greater than 0");
        Momentum = Require.That(momentum, momentum is > 0 and <= 1, "greater than 0 and at most 1");
        Affine = affine;
    }

    /// <summary>ε, which keeps the root away from zero. The default is 1e-5.</summary>
    public double Epsilon { get; }

    /// <summary>The weight of a new batch in the running means, greater than 0 and at most 1. The default is 0.1.</summary>
    public double Momentum { get; }

    /// <summary>Whether γ and β are there. The default is true.</summary>
    public bool Affine { get; }

    internal override string Name => "BatchNorm";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank is 1 or 3
            ? input
            : throw new NetworkShapeException(this, $"expects a vector or channels × height × width, got {input}.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        var channels = new Shape(OutputShape(input)[0]);
        ParameterDeclaration Declare(string name, Initializer first, bool isLearned) =>
            new(name, channels, first, FanIn: 1, FanOut: 1, isLearned);

        ParameterDeclaration mean = Declare("running_mean", Initializers.Zeros, isLearned: false);
        ParameterDeclaration variance = Declare("running_var", Initializers.Ones, isLearned: false);
        return Affine
            ? [Declare("weight", Initializers.Ones, isLearned: true), Declare("bias", Initializers.Zeros, isLearned: true), mean, variance]
            : [mean, variance];
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new BatchNormModule(
            Affine ? builder.Parameter(parameters[0]) : null,
            Affine ? builder.Parameter(parameters[1]) : null,
            builder.Buffer(parameters[^2]),
            builder.Buffer(parameters[^1]),
            Epsilon,
            Momentum);
    }

    internal override string Print()
    {
        var call = new CallWriter(Name);
        if (Epsilon != Layers.BatchNormEpsilon)
            call.Add("epsilon", Epsilon);
        if (Momentum != Layers.BatchNormMomentum)
            call.Add("momentum", Momentum);
        if (!Affine)
            call.Add("affine", Affine);
        return call.ToString();
    }

    internal override void Write(JsonObject json)
    {
        if (Epsilon != Layers.BatchNormEpsilon)
            json["epsilon"] = Epsilon;
        if (Momentum != Layers.BatchNormMomentum)
            json["momentum"] = Momentum;
        if (!Affine)
            json["affine"] = Affine;
    }

    internal static BatchNormLayer Read(LayerReader json) => new(
        json.Number("epsilon", absent: Layers.BatchNormEpsilon),
        json.Number("momentum", absent: Layers.BatchNormMomentum),
        json.Flag("affine", absent: true));
}
