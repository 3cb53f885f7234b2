using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The mean, sum or largest of the learned vectors of n features, each a whole number from 0 to less than
/// <see cref="Levels"/>: n values become <see cref="Width"/>. The weight is [levels, width]. Make one with
/// <c>EmbeddingBag</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// A feature that is no whole number in the range is an <see cref="InvalidOperationException"/> that names the layer; NaN
/// gives NaN.
/// </remarks>
public sealed record EmbeddingBagLayer : Layer
{
    internal EmbeddingBagLayer(int levels, int width, Combine? combine, Initializer? initializer)
    {
        Levels = ArgumentChecks.AtLeastOne(levels);
        Width = ArgumentChecks.AtLeastOne(width);
        Combine = combine ?? Combine.Mean;
        Initializer = initializer ?? Initializers.Normal();
        if (Combine is not ElementwiseCombine || Combine == Combine.Multiply)
            throw new ArgumentOutOfRangeException(nameof(combine), combine, "Must be Combine.Mean, Combine.Add or Combine.Max.");
    }

    /// <summary>How many different features there are.</summary>
    public int Levels { get; }

    /// <summary>How many values come out.</summary>
    public int Width { get; }

    /// <summary>
    /// How the vectors become one: <see cref="Combine.Mean"/>, the default, <see cref="Combine.Add"/> or <see cref="Combine.Max"/>.
    /// </summary>
    public Combine Combine { get; }

    /// <summary>What the weight is drawn from. The default is <see cref="Initializers.Normal"/>.</summary>
    public Initializer Initializer { get; }

    internal override string Name => "EmbeddingBag";

    internal override bool TakesIndices => true;

    internal override int? IndexLevels => Levels;

    private EmbeddingLayer Embedding => new(Levels, Width, Initializer);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 1
            ? new Shape(Width)
            : throw new NetworkShapeException(this, $"expects a vector of indices, got {input}. Put Flatten() before it.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return Embedding.Parameters(input);
    }

    internal override void Describe(LayerProperties properties)
    {
        properties.Placed("levels", Levels).Placed("width", Width);
        if (Combine != Combine.Mean)
            properties.Placed("combine", Combine);
        if (Initializer != Initializers.Normal())
            properties.Named("initializer", Initializer);
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new EmbeddingModule(Name, builder.Parameter(Parameters(input)[0]), ToString(), Combine);

    internal static EmbeddingBagLayer Read(LayerReader json) =>
        new(json.Count("levels"), json.Count("width"), json.OptionalCombine(), json.Initializer());
}
