using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A form in two vectors: yₖ = σ(xᵀ Wₖ z + bₖ). Takes one vector, which is then both x and z, or 2 × n: two vectors of n
/// values, as <c>Parallel(Combine.Stack, …)</c> gives. W is [outputs, n, n], b is [outputs] and begins as zeros. Make one
/// with <c>Bilinear</c> of <see cref="Layers"/>.
/// </summary>
public sealed record BilinearLayer : Layer
{
    internal BilinearLayer(int outputs, Activation? activation, bool bias, Initializer? initializer)
    {
        Outputs = ArgumentChecks.AtLeastOne(outputs);
        Activation = activation ?? Activation.Identity;
        Bias = bias;
        Initializer = initializer ?? Initializers.GlorotUniform;
    }

    /// <summary>The number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>σ. The default is identity.</summary>
    public Activation Activation { get; }

    /// <summary>Whether b is there. The default is true.</summary>
    public bool Bias { get; }

    /// <summary>What W is drawn from. The default is <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; }

    internal override string Name => "Bilinear";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 1 || (input.Rank == 2 && input[0] == 2)
            ? new Shape(Outputs)
            : throw new NetworkShapeException(this,
                $"expects a vector, or two as 2 × n, got {input}. Parallel(Combine.Stack, …) makes two of one.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        int inputs = input[input.Rank - 1];
        Shape weight = ShapeArithmetic.ToShape(this, "weight", Outputs, inputs, inputs);
        int fanIn = weight.Size / Outputs, fanOut = weight.Size / inputs;
        var declaration = new ParameterDeclaration("weight", weight, Initializer, fanIn, fanOut);
        return Bias
            ? [declaration, new ParameterDeclaration("bias", new Shape(Outputs), Initializers.Zeros, fanIn, fanOut)]
            : [declaration];
    }

    internal override void Describe(LayerProperties properties) =>
        properties.Placed("outputs", Outputs).Placed(Activation).Weights(Bias, Initializer);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new BilinearModule(
            builder.Parameter(parameters[0]), Bias ? builder.Parameter(parameters[1]) : null, Activation);
    }

    internal static BilinearLayer Read(LayerReader json) =>
        new(json.Count("outputs"), json.Activation(), json.Flag("bias", absent: true), json.Initializer());
}
