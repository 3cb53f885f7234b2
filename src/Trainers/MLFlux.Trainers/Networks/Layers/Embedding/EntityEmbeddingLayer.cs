using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Learns a short vector for each level of categorical columns that stand one-hot in the features. Takes a vector, and gives
/// its other values, in their order, then the vectors of the columns. Source: Guo and Berkhahn, "Entity Embeddings of
/// Categorical Variables", 2016. Make one with <c>EntityEmbedding</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// A row in which all slots of a column are zero, as ML.NET's one-hot encoding gives for a level it did not see in fitting,
/// has a vector of its own. The weight of a column, [levels + 1, width], is named by the column's place, <c>0.weight</c>; its
/// first row, which begins as zeros, is that of unseen levels. A column with several slots on, or counts, gives the sum of
/// their vectors.
/// </remarks>
public sealed record EntityEmbeddingLayer : Layer
{
    internal const int MostDefaultWidth = 10;

    internal EntityEmbeddingLayer(int? width, ReadOnlySpan<Range> oneHotSlots, Initializer? initializer)
    {
        Width = ArgumentChecks.AtLeastOne(width);
        Initializer = initializer ?? Initializers.GlorotUniform;
        Columns = ArgumentChecks.Slots(oneHotSlots);
    }

    /// <summary>The first slot and the number of levels of each column; none where they come from the feature column.</summary>
    public ImmutableArray<(int Start, int Levels)> Columns { get; }

    /// <summary>How many values the vector of a level has; null, the default, for min(levels − 1, 10), and at least 1.</summary>
    public int? Width { get; }

    /// <summary>What the vectors of levels are drawn from. The default is <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; }

    internal override string Name => "EntityEmbedding";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != 1)
            throw new NetworkShapeException(this, $"expects a vector, got {input}.");
        if (Columns.IsEmpty)
        {
            throw new NetworkShapeException(
                this,
                "takes its columns from the one-hot slots that ml.Transforms.Categorical.OneHotEncoding marks, and the features have "
                + "none. Encode columns with it, or state their slots: EntityEmbedding(0..9).");
        }

        (int start, int levels) = Columns[^1];
        if (start + levels > input.Size)
            throw new NetworkShapeException(this,
                $"has a column in slots {start}..{start + levels}, but the features have {input.Size} values.");
        return ShapeArithmetic.ToShape(this, "output", input.Size - Columns.Sum(c => (long)c.Levels)
            + Columns.Sum(c => (long)WidthOf(c.Levels)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return
        [
            .. Columns.Select((column, index) => new ParameterDeclaration(
                $"{CodeText.Number(index)}.weight",
                ShapeArithmetic.ToShape(this, "weight", column.Levels + 1L, WidthOf(column.Levels)),
                Initializer,
                FanIn: column.Levels,
                FanOut: WidthOf(column.Levels))),
        ];
    }

    /// <summary>Whether both have the same columns, width and initialiser.</summary>
    public bool Equals(EntityEmbeddingLayer? other) =>
        other is not null && Columns.SequenceEqual(other.Columns) && Width == other.Width && Initializer == other.Initializer;

    /// <inheritdoc/>
    public override int GetHashCode() => Columns.Aggregate(HashCode.Combine(Width, Initializer), HashCode.Combine);

    internal override Layer WithCategories(IReadOnlyList<Range> oneHotSlots) =>
        Columns.IsEmpty && oneHotSlots.Count > 0 ? new EntityEmbeddingLayer(Width, [.. oneHotSlots], Initializer) : this;

    internal override void Describe(LayerProperties properties)
    {
        if (Width is int width)
            properties.Placed("width", width);
        if (!Columns.IsEmpty)
            properties.Placed("slots", Slots());
        if (Initializer != Initializers.GlorotUniform)
            properties.Named("initializer", Initializer);
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new EntityEmbeddingModule(input.Size, Columns, [.. Parameters(input).Select(builder.Parameter)]);

    internal static EntityEmbeddingLayer Read(LayerReader json) => new(
        json.OptionalCount("width"),
        [.. json.Pairs("slots").Select(pair => new Range(pair.First, pair.Second))],
        json.Initializer());

    private int WidthOf(int levels) => Width ?? Math.Clamp(levels - 1, 1, MostDefaultWidth);

    /// <summary>The columns as ranges in code, and in JSON as first slots and slots behind the last, one after another.</summary>
    private PropertyValue Slots() => new(
        string.Join(", ", Columns.Select(c => new Range(c.Start, c.Start + c.Levels))),
        new JsonArray([.. Columns.SelectMany(c => new JsonNode[] { c.Start, c.Start + c.Levels })]));
}
