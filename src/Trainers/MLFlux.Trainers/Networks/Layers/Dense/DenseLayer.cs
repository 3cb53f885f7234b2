using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A fully connected layer: y = σ(W x + b). Takes a vector of n values and gives <see cref="Outputs"/>; of time × features it
/// takes each step alone, and gives time × outputs. W is [outputs, inputs], b is [outputs] and begins as zeros. Make one with
/// <c>Dense</c> or <c>Output</c> of <see cref="Layers"/>.
/// </summary>
public sealed record DenseLayer : Layer
{
    internal DenseLayer(int? inputs, int? outputs, Activation? activation, bool bias, Initializer? initializer)
    {
        Inputs = ArgumentChecks.AtLeastOne(inputs);
        Outputs = ArgumentChecks.AtLeastOne(outputs);
        Activation = activation ?? Activation.Identity;
        Bias = bias;
        Initializer = initializer ?? Initializers.GlorotUniform;
    }

    /// <summary>The number of inputs it was stated to have, which is then checked; null where it follows from the data.</summary>
    public int? Inputs { get; }

    /// <summary>The number of outputs; null for <c>Output()</c>, which is as wide as the label asks.</summary>
    public int? Outputs { get; }

    /// <summary>σ. The default is identity.</summary>
    public Activation Activation { get; }

    /// <summary>Whether b is there. The default is true.</summary>
    public bool Bias { get; }

    /// <summary>What W is drawn from. The default is <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; }

    internal override string Name => Outputs is null ? "Output" : "Dense";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank > 2)
            throw new NetworkShapeException(this, $"expects a vector, or time × features, got {input}. Put Flatten() before it.");
        int inputs = input[input.Rank - 1];
        if (Inputs is int stated && stated != inputs)
        {
            string got = input.Rank == 1 ? $"{inputs}" : $"{input}, time × features, of which it takes the {inputs} features of each step";
            throw new NetworkShapeException(this, $"expects {stated} inputs, got {got}. Leave its inputs out, or say {inputs}.");
        }

        if (Outputs is not int outputs)
            throw new NetworkShapeException(this,
                "is as wide as the label asks, which a trainer knows. Without a trainer, write Dense(n).");
        return input.Rank == 1 ? new Shape(outputs) : ShapeArithmetic.ToShape(this, "output", input[0], outputs);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        Shape output = OutputShape(input);
        int inputs = input[input.Rank - 1], outputs = output[output.Rank - 1];
        var weight = new ParameterDeclaration(
            "weight", ShapeArithmetic.ToShape(this, "weight", outputs, inputs), Initializer, FanIn: inputs, FanOut: outputs);
        weight = weight with { IsPrepared = Initializer.LearnsFromRows };
        return Bias
            ? [weight, weight with { Name = "bias", Shape = new Shape(outputs), Initializer = Initializers.Zeros }]
            : [weight];
    }

    /// <summary>Each step is computed alone.</summary>
    internal override int? PaddedAxis(Shape input, int? padded) => padded is null or 0 ? padded : throw PaddingFlow.TakesPadding(this);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new DenseModule(
            builder.Parameter(parameters[0]), Bias ? builder.Parameter(parameters[1]) : null, Activation)
        {
            Whitening = Initializer as WhiteningInitializer,
        };
    }

    internal override Layer WithOutputWidth(int width) =>
        Outputs is null ? new DenseLayer(Inputs, width, Activation, Bias, Initializer) : this;

    internal override void Describe(LayerProperties properties)
    {
        if (Inputs is int inputs)
            properties.Named("inputs", inputs);
        if (Outputs is int outputs)
            _ = Inputs is null ? properties.Placed("outputs", outputs) : properties.Named("outputs", outputs);
        properties.Placed(Activation).Weights(Bias, Initializer);
    }

    internal static DenseLayer Read(LayerReader json) => Read(json, json.Count("outputs"));

    internal static DenseLayer ReadOutput(LayerReader json) => Read(json, null);

    private static DenseLayer Read(LayerReader json, int? outputs) => new(
        json.OptionalCount("inputs"),
        outputs,
        json.Activation(),
        json.Flag("bias", absent: true),
        json.Initializer());
}
