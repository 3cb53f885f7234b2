using System.Collections.Immutable;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Gives the values of any shape, in their order, another shape of the same size. Make one with <c>Reshape</c> of
/// <see cref="Layers"/>.
/// </summary>
public sealed record ReshapeLayer : Layer
{
    internal ReshapeLayer(ReadOnlySpan<int> dimensions)
    {
        if (dimensions.IsEmpty)
            throw new ArgumentException("A shape needs at least one dimension.", nameof(dimensions));
        foreach (int dimension in dimensions)
        {
            if (dimension is < -1 or 0)
                throw new ArgumentOutOfRangeException(nameof(dimensions), dimension, "Must be at least 1, or −1 for what is left.");
        }

        if (dimensions.Count(-1) > 1)
            throw new ArgumentException("Only one dimension may be −1.", nameof(dimensions));
        Dimensions = [.. dimensions];
    }

    /// <summary>The dimensions of an example; −1, at most once, for what is left.</summary>
    public ImmutableArray<int> Dimensions { get; }

    internal override string Name => "Reshape";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        long stated = 1;
        foreach (int dimension in Dimensions.Where(d => d > 0))
            stated = Math.Min(stated * dimension, int.MaxValue + 1L);
        if (input.Size % stated != 0 || (!Dimensions.Contains(-1) && stated != input.Size))
            throw new NetworkShapeException(this, $"cannot hold the {input.Size} values of {input}.");
        return new Shape([.. Dimensions.Select(d => d == -1 ? (int)(input.Size / stated) : d)]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    /// <summary>Whether both have the same dimensions.</summary>
    public bool Equals(ReshapeLayer? other) => other is not null && Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override int GetHashCode() => Dimensions.Aggregate(Dimensions.Length, HashCode.Combine);

    internal override void Describe(LayerProperties properties) =>
        properties.Placed("dimensions", PropertyValue.List(Dimensions));

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        long[] shape = OutputShape(input).Batch();
        return new FunctionModule(Name, x => x.reshape(shape));
    }

    internal static ReshapeLayer Read(LayerReader json) => new(json.Counts("dimensions"));
}
