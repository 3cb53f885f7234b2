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
    internal EmbeddingBagLayer(int levels, int width, Combine? combine, Initializer? initializer, int? padding = null)
    {
        Levels = ArgumentChecks.AtLeastOne(levels);
        Width = ArgumentChecks.AtLeastOne(width);
        Combine = combine ?? Combine.Mean;
        Initializer = initializer ?? Initializers.Normal();
        Padding = ArgumentChecks.Level(padding, levels);
        if (Combine != Combine.Mean && Combine != Combine.Add && Combine != Combine.Max)
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

    /// <summary>
    /// The feature that is padding, such as what fills up a short text: it is left out of the mean, sum or largest, and where all is
    /// padding, zeros are given. The default is null: none, or what the feature column says of itself, as that of
    /// <c>ml.Transforms.Text.TokensToVector</c> does.
    /// </summary>
    public int? Padding { get; }

    internal override string Name => "EmbeddingBag";

    internal override bool TakesIndices => true;

    internal override int? IndexLevels => Levels;

    internal override bool TakesTokens => Padding is not null;

    internal override bool LooksUp => true;

    /// <summary>The layer whose vectors are put together.</summary>
    internal EmbeddingLayer Embedding => new(Levels, Width, Initializer, padding: Padding);

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
        if (Padding is int padding)
            properties.Named("padding", padding);
    }

    internal override Layer WithPadding(int padding) =>
        Padding is null ? new EmbeddingBagLayer(Levels, Width, Combine, Initializer, padding) : this;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new EmbeddingBagModule(builder.Parameter(Parameters(input)[0], Embedding.Zeros), this);

    internal static EmbeddingBagLayer Read(LayerReader json) =>
        new(json.Count("levels"), json.Count("width"), json.OptionalCombine(), json.Initializer(), json.OptionalCount("padding"));
}
