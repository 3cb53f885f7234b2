using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Self-attention over time × features: each step becomes a mean of all steps, weighted by how well its query fits their
/// keys, softmax(Q Kᵀ / √d) V, in several heads of d = features / heads values side by side, then goes through a matrix.
/// Weights have PyTorch's names: <c>in_proj_weight</c> [3 features, features] for queries, keys and values,
/// <c>out_proj.weight</c> [features, features], and their biases. Source: Vaswani et al., "Attention Is All You Need", 2017.
/// Make one with <c>MultiHeadAttention</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>In training, dropout sets weights of the mean to zero; its random numbers come from the seed of the network.</remarks>
public sealed record MultiHeadAttentionLayer : Layer
{
    internal const int DefaultHeads = 8;

    internal MultiHeadAttentionLayer(int heads, double dropout, bool bias, Initializer? initializer)
    {
        Heads = ArgumentChecks.AtLeastOne(heads);
        Dropout = ArgumentChecks.That(dropout, dropout is >= 0 and < 1, "from 0 to less than 1");
        Bias = bias;
        Initializer = initializer ?? Initializers.GlorotUniform;
    }

    /// <summary>How many heads there are; they divide the features. The default is 8.</summary>
    public int Heads { get; }

    /// <summary>The probability with which a weight of the mean becomes zero in training. The default is 0.</summary>
    public double Dropout { get; }

    /// <summary>Whether biases are added. The default is false, as in Flux; PyTorch's is true.</summary>
    public bool Bias { get; }

    /// <summary>What the weights are drawn from. The default is <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; }

    internal override string Name => "MultiHeadAttention";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SequenceShape.Ensure(this, input);
        return input[1] % Heads == 0
            ? input
            : throw new NetworkShapeException(this,
                $"expects features in {Heads} equal heads, got {input[1]} features in {input}. Choose heads that divide them.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        int features = input[1];
        int together = ShapeArithmetic.ToShape(this, "weight", 3, features).Size;
        var inner = new ParameterDeclaration(
            "in_proj_weight", ShapeArithmetic.ToShape(this, "weight", together, features), Initializer, FanIn: features, FanOut: features);
        var outer = new ParameterDeclaration(
            "out_proj.weight", ShapeArithmetic.ToShape(this, "weight", features, features), Initializer, FanIn: features, FanOut: features);
        return Bias
            ?
            [
                inner,
                new ParameterDeclaration("in_proj_bias", new Shape(together), Initializers.Zeros, features, features),
                outer,
                new ParameterDeclaration("out_proj.bias", new Shape(features), Initializers.Zeros, features, features),
            ]
            : [inner, outer];
    }

    internal override void Describe(LayerProperties properties)
    {
        properties.Named("heads", Heads, DefaultHeads).Named("dropout", Dropout, 0.0)
            .Weights(Bias, Initializer, absentBias: false);
    }

    /// <summary>Attention looks at no step that is padding.</summary>
    internal override int? PaddedAxis(Shape input, int? padded) => padded is null or 0 ? padded : throw PaddingFlow.TakesPadding(this);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) => new MultiHeadAttentionModule(
        [.. Parameters(input).Select(builder.Parameter)], Heads, Dropout, builder.CreateGenerator(), builder.Padding?.Mask);

    internal static MultiHeadAttentionLayer Read(LayerReader json) => new(
        json.OptionalCount("heads") ?? DefaultHeads,
        json.Number("dropout", absent: 0),
        json.Flag("bias", absent: false),
        json.Initializer());
}
