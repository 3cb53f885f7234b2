using System.Collections.Immutable;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Puts the dimensions of an example in another order: with <c>Permute(1, 0)</c>, time × features becomes features × time.
/// Make one with <c>Permute</c> of <see cref="Layers"/>.
/// </summary>
public sealed record PermuteLayer : Layer
{
    internal PermuteLayer(ReadOnlySpan<int> axes)
    {
        int[] sorted = [.. axes];
        Array.Sort(sorted);
        if (axes.IsEmpty || !sorted.SequenceEqual(Enumerable.Range(0, axes.Length)))
            throw new ArgumentException("The axes are 0, 1, … in any order, each once.", nameof(axes));
        Axes = [.. axes];
    }

    /// <summary>For each dimension afterwards, which of the input's it is, counted from 0 without the batch.</summary>
    public ImmutableArray<int> Axes { get; }

    internal override string Name => "Permute";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != Axes.Length)
            throw new NetworkShapeException(this, $"expects {Axes.Length} dimensions, got {input}.");
        return new Shape([.. Axes.Select(axis => input[axis])]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    /// <summary>Whether both have the same axes.</summary>
    public bool Equals(PermuteLayer? other) => other is not null && Axes.SequenceEqual(other.Axes);

    /// <inheritdoc/>
    public override int GetHashCode() => Axes.Aggregate(Axes.Length, HashCode.Combine);

    internal override void Describe(LayerProperties properties) => properties.Placed("axes", PropertyValue.List(Axes));

    internal override int? PaddedAxis(Shape input, int? padded) => padded is int axis ? Axes.IndexOf(axis) : null;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        long[] axes = [0, .. Axes.Select(axis => axis + 1L)];
        return new FunctionModule(Name, x => x.permute(axes));
    }

    internal static PermuteLayer Read(LayerReader json) => new(json.Counts("axes"));
}
