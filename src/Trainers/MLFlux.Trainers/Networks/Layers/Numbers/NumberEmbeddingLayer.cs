using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// Makes several values of each number of a vector, each number by weights of its own. Gives the values that pass on as they
/// are, in their order, then for each of the others its parts or, where <see cref="Width"/> is given, σ(W p + b) of the parts p.
/// Source: Gorishniy, Rubachev and Babenko, "On Embeddings for Numerical Features in Tabular Deep Learning", 2022.
/// </summary>
/// <remarks>W is [numbers, parts, width], b is [numbers, width] and begins as zeros.</remarks>
public abstract record NumberEmbeddingLayer : Layer
{
    /// <summary>In JSON the end of a range that takes all that follows.</summary>
    private const int OpenEnd = -1;

    private protected NumberEmbeddingLayer(int? width, Activation? activation, ReadOnlySpan<Range> passing, Initializer? initializer)
    {
        Width = ArgumentChecks.AtLeastOne(width);
        Activation = activation ?? Activation.Identity;
        Initializer = initializer ?? Initializers.GlorotUniform;
        Passing = ArgumentChecks.OpenSlots(passing);
        if (Width is null && (activation is not null || initializer is not null))
        {
            throw new ArgumentException(
                "Activation and initialiser are those of the linear map that a width asks for. Give a width, or leave them out.",
                nameof(width));
        }
    }

    /// <summary>
    /// How many values each number becomes by a learned linear map of its parts; null, the default, for the parts themselves.
    /// </summary>
    public int? Width { get; }

    /// <summary>σ, which follows the linear map. The default is identity.</summary>
    public Activation Activation { get; }

    /// <summary>What W is drawn from. The default is <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; }

    /// <summary>
    /// The first place and the number of values that pass on as they are: one-hot slots, for instance. <see cref="int.MaxValue"/> of them
    /// are all that follow. None by default.
    /// </summary>
    public ImmutableArray<(int Start, int Count)> Passing { get; }

    /// <summary>How many parts a number has before the linear map.</summary>
    internal abstract int Parts { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != 1)
            throw new NetworkShapeException(this, $"expects a vector, got {input}. Put Flatten() before it.");
        if (!Passing.IsEmpty && (Passing[^1].Count == ArgumentChecks.ToTheEnd ? Passing[^1].Start : End(Passing[^1])) > input.Size)
            throw new NetworkShapeException(this, $"passes on the values {RangeOf(Passing[^1])}, but its input has {input.Size}.");

        int numbers = CountNumbers(input);
        return ShapeArithmetic.ToShape(this, "output", input.Size - numbers + ((long)numbers * (Width ?? Parts)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        int numbers = CountNumbers(input);
        if (Width is not int width || numbers == 0)
            return [];
        return
        [
            new("weight", ShapeArithmetic.ToShape(this, "weight", numbers, Parts, width), Initializer, FanIn: Parts, FanOut: width),
            new("bias", ShapeArithmetic.ToShape(this, "bias", numbers, width), Initializers.Zeros, FanIn: Parts, FanOut: width),
        ];
    }

    /// <summary>Whether both are of one kind, with the same settings.</summary>
    public virtual bool Equals(NumberEmbeddingLayer? other) =>
        base.Equals(other) && Width == other!.Width && Activation == other.Activation && Initializer == other.Initializer
        && Passing.SequenceEqual(other.Passing);

    /// <inheritdoc/>
    public override int GetHashCode() => Passing.Aggregate(HashCode.Combine(Width, Activation, Initializer), HashCode.Combine);

    internal override void Describe(LayerProperties properties)
    {
        if (Width is int width)
            properties.Named("width", width);
        if (Activation != Activation.Identity)
            properties.Named("activation", Activation);
        if (Initializer != Initializers.GlorotUniform)
            properties.Named("initializer", Initializer);
        if (!Passing.IsEmpty)
            properties.Named("passing", Slots());
    }

    /// <summary>The places of the values that are embedded.</summary>
    internal long[] Numbers(Shape input) =>
        [.. Enumerable.Range(0, input.Size).Where(place =>
            !Passing.Any(p => place >= p.Start && place < End(p))).Select(place => (long)place)];

    /// <summary>The ranges that <see cref="LayerReader"/> found.</summary>
    private protected static Range[] ReadPassing(LayerReader json) =>
        [.. json.Pairs("passing").Select(pair => new Range(pair.First, pair.Second == OpenEnd ? ^0 : pair.Second))];

    private protected int CountNumbers(Shape input) => input.Size - Passing.Sum(p => Math.Min(p.Count, input.Size - p.Start));

    /// <summary>The weight and the bias of the linear map, where there is one.</summary>
    private protected static (TorchSharp.Modules.Parameter? Weight, TorchSharp.Modules.Parameter? Bias) CreateMap(
        IReadOnlyList<ParameterDeclaration> parameters, NetworkBuilder builder) =>
        parameters.FirstOrDefault(p => p.Name == "weight") is { } weight
            ? (builder.Parameter(weight), builder.Parameter(parameters.Single(p => p.Name == "bias")))
            : (null, null);

    private PropertyValue Slots() => new(
        $"[{string.Join(", ", Passing.Select(RangeOf))}]",
        new JsonArray([.. Passing.SelectMany(p =>
            new JsonNode[] { p.Start, p.Count == ArgumentChecks.ToTheEnd ? OpenEnd : p.Start + p.Count })]));

    private static long End((int Start, int Count) slots) => (long)slots.Start + slots.Count;

    private static Range RangeOf((int Start, int Count) slots) =>
        new(slots.Start, slots.Count == ArgumentChecks.ToTheEnd ? ^0 : slots.Start + slots.Count);
}
