using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Scales and shifts each value by its own weights: y = σ(w ⊙ x + b). Takes any shape; w, which begins as ones, and b, as
/// zeros, have it too. Make one with <c>Scale</c> of <see cref="Layers"/>.
/// </summary>
public sealed record ScaleLayer : Layer
{
    internal const double DefaultRate = 1;

    internal ScaleLayer(Activation? activation, bool bias, Initializer? initializer, double rate)
    {
        Activation = activation ?? Activation.Identity;
        Bias = bias;
        Initializer = initializer ?? Initializers.Ones;
        Rate = ArgumentChecks.That(rate, rate > 0, "greater than 0");
    }

    /// <summary>σ. The default is identity.</summary>
    public Activation Activation { get; }

    /// <summary>Whether b is there. The default is true.</summary>
    public bool Bias { get; }

    /// <summary>What w is drawn from. The default is <see cref="Initializers.Ones"/>.</summary>
    public Initializer Initializer { get; }

    /// <summary>What the learning rate is multiplied by for w and b, greater than 0. The default is 1.</summary>
    public double Rate { get; }

    internal override string Name => "Scale";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var weight = new ParameterDeclaration("weight", input, Initializer, FanIn: 1, FanOut: 1) { RateFactor = Rate };
        return Bias ? [weight, weight with { Name = "bias", Initializer = Initializers.Zeros }] : [weight];
    }

    internal override void Describe(LayerProperties properties) =>
        properties.Placed(Activation).Weights(Bias, Initializer, absentInitializer: Initializers.Ones).Named("rate", Rate, DefaultRate);

    internal override int? PaddedAxis(Shape input, int? padded) => padded;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new ScaleModule(
            builder.Parameter(parameters[0]), Bias ? builder.Parameter(parameters[1]) : null, Activation);
    }

    internal static ScaleLayer Read(LayerReader json) =>
        new(json.Activation(), json.Flag("bias", absent: true), json.Initializer(), json.Number("rate", absent: DefaultRate));
}
