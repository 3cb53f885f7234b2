using System.Text.Json.Nodes;
using MLFlux.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A fully connected layer: y = σ(W x + b). Takes a vector of n values and gives <see cref="Outputs"/>. W is
/// [outputs, inputs], b is [outputs] and begins as zeros. Make one with <c>Dense</c> or <c>Output</c> of <see cref="Layers"/>.
/// </summary>
public sealed record DenseLayer : Layer
{
    internal DenseLayer(int? inputs, int? outputs, Activation? activation, bool bias, Initializer? initializer)
    {
        Inputs = inputs is int stated ? Require.AtLeastOne(stated, nameof(inputs)) : null;
        Outputs = outputs is int width ? Require.AtLeastOne(width, nameof(outputs)) : null;
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
        if (input.Rank > 1)
            throw new NetworkShapeException(this, $"expects a vector, got {input}. Put Flatten() before it.");
        if (Inputs is int stated && stated != input.Size)
            throw new NetworkShapeException(this, $"expects {stated} inputs, got {input.Size}. Leave its inputs out, or say {input.Size}.");
        if (Outputs is not int outputs)
            throw new NetworkShapeException(this, "is as wide as the label asks, which a trainer knows. Without a trainer, write Dense(n).");
        return new Shape(outputs);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        int inputs = input.Size, outputs = OutputShape(input).Size;
        var weight = new ParameterDeclaration(
            "weight", Sizes.ToShape(this, "weight", outputs, inputs), Initializer, FanIn: inputs, FanOut: outputs);
        return Bias
            ? [weight, new ParameterDeclaration("bias", new Shape(outputs), Initializers.Zeros, FanIn: inputs, FanOut: outputs)]
            : [weight];
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new DenseModule(
            builder.Parameter(parameters[0]), Bias ? builder.Parameter(parameters[1]) : null, Activation);
    }

    internal override Layer WithOutputWidth(int width) =>
        Outputs is null ? new DenseLayer(Inputs, width, Activation, Bias, Initializer) : this;

    internal override string Print()
    {
        var call = new CallWriter(Name);
        if (Inputs is int inputs)
        {
            call.Add("inputs", inputs);
            if (Outputs is int outputs)
                call.Add("outputs", outputs);
        }
        else if (Outputs is int outputs)
        {
            call.Add(outputs);
        }

        if (Activation != Activation.Identity)
            call.Add(Activation);
        if (!Bias)
            call.Add("bias", Bias);
        if (Initializer != Initializers.GlorotUniform)
            call.Add("initializer", Initializer);
        return call.ToString();
    }

    internal override void Write(JsonObject json)
    {
        if (Inputs is int inputs)
            json["inputs"] = inputs;
        if (Outputs is int outputs)
            json["outputs"] = outputs;
        if (Activation != Activation.Identity)
            json["activation"] = Activation.ToString();
        if (!Bias)
            json["bias"] = Bias;
        if (Initializer != Initializers.GlorotUniform)
            json["initializer"] = Initializer.ToString();
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
