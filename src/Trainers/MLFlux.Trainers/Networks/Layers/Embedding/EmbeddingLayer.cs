using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Gives each of n features, a whole number from 0 to less than <see cref="Levels"/>, a learned vector: n values become
/// n × <see cref="Width"/>, which recurrent and attention layers take as time × features. The weight is [levels, width].
/// Make one with <c>Embedding</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// A feature that is no whole number in the range is an <see cref="InvalidOperationException"/> that names the layer; NaN
/// gives NaN. The feature column may be a vector of ML.NET's keys. They count from 1, and 0 is a missing one, such as a value
/// that fitting did not see: a key of K values needs K + 1 levels, of which the first is that of missing ones. Rows of training hardly
/// ever have a missing key, so its vector stays what it was drawn as, unless <see cref="Unknown"/> says how often it learns.
/// </remarks>
public sealed record EmbeddingLayer : Layer
{
    internal EmbeddingLayer(
        int levels, int width, Initializer? initializer, int? paddingIndex = null, int? padding = null, double unknown = 0)
    {
        Levels = ArgumentChecks.AtLeastOne(levels);
        Width = ArgumentChecks.AtLeastOne(width);
        Initializer = initializer ?? Initializers.Normal();
        PaddingIndex = ArgumentChecks.Level(paddingIndex, levels);
        Padding = ArgumentChecks.Level(padding, levels);
        if (paddingIndex is not null && padding is not null)
            throw new ArgumentException("Give padding or paddingIndex, not both: padding does the same and more.", nameof(padding));
        Unknown = ArgumentChecks.That(unknown, unknown is >= 0 and < 1, "from 0 to less than 1");
        if (unknown > 0 && (padding ?? paddingIndex) == 0)
        {
            throw new ArgumentException(
                "The feature 0 cannot be unknown and padding at once: the vector of the padding learns nothing. Leave one of both out.",
                nameof(unknown));
        }
    }

    /// <summary>How many different features there are.</summary>
    public int Levels { get; }

    /// <summary>How many values the vector of a feature has.</summary>
    public int Width { get; }

    /// <summary>What the weight is drawn from. The default is <see cref="Initializers.Normal"/>.</summary>
    public Initializer Initializer { get; }

    /// <summary>
    /// The feature that stands for nothing, such as what fills up a short text: its vector is zeros and stays so. The default is
    /// null: none.
    /// </summary>
    public int? PaddingIndex { get; }

    /// <summary>
    /// The feature that is padding, such as what fills up a short text: its vector is zeros and stays so, and the layers behind leave
    /// its steps out. Recurrent layers keep their state, attention does not look at them, global pools do not count them; a layer that
    /// would take them for content is refused by name. The default is null: none, or what the feature column says of itself, as that
    /// of <c>ml.Transforms.Text.TokensToVector</c> does.
    /// </summary>
    public int? Padding { get; }

    /// <summary>
    /// The share of the features that training takes for 0, the missing one, drawn anew for each batch: so the vector of 0 learns what to
    /// say of features that fitting does not see, such as new users. Padding is never taken for 0. From 0, the default, to less than 1.
    /// </summary>
    public double Unknown { get; }

    internal override string Name => "Embedding";

    internal override bool TakesIndices => true;

    internal override int? IndexLevels => Levels;

    internal override bool TakesTokens => Padding is not null;

    internal override bool LooksUp => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 1
            ? ShapeArithmetic.ToShape(this, "output", input.Size, Width)
            : throw new NetworkShapeException(this, $"expects a vector of indices, got {input}. Put Flatten() before it.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        Shape weight = ShapeArithmetic.ToShape(this, "weight", Levels, Width);
        return [new ParameterDeclaration("weight", weight, Initializer, FanIn: Levels, FanOut: Width)];
    }

    internal override void Describe(LayerProperties properties)
    {
        properties.Placed("levels", Levels).Placed("width", Width);
        if (Initializer != Initializers.Normal())
            properties.Named("initializer", Initializer);
        if (PaddingIndex is int index)
            properties.Named("paddingIndex", index);
        if (Padding is int padding)
            properties.Named("padding", padding);
        properties.Named("unknown", Unknown, absent: 0d);
    }

    internal override int? PaddedAxis(Shape input, int? padded) =>
        padded is not null ? throw PaddingFlow.TakesPadding(this) : Padding is null ? null : 0;

    internal override Layer WithPadding(int padding) => PaddingIndex is null && Padding is null
        ? new EmbeddingLayer(Levels, Width, Initializer, padding: padding, unknown: Unknown) : this;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new EmbeddingModule(
            Name, builder.Parameter(Parameters(input)[0], Zeros), ToString(), Padding ?? PaddingIndex,
            Padding is null ? null : builder.DeclarePadding(new PaddingMask()),
            Unknown > 0 ? new UnknownIndices(Unknown, Padding ?? PaddingIndex, builder.CreateGenerator()) : null);

    /// <summary>Where the vector of the padding lies in the weight.</summary>
    internal Range? Zeros => (Padding ?? PaddingIndex) is int index ? (index * Width)..((index + 1) * Width) : null;

    internal static EmbeddingLayer Read(LayerReader json) =>
        new(
            json.Count("levels"), json.Count("width"), json.Initializer(), json.OptionalCount("paddingIndex"),
            json.OptionalCount("padding"), json.Number("unknown", absent: 0));
}
