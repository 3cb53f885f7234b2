using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Combine.Concat"/>.</summary>
internal sealed record ConcatCombine : Combine
{
    public ConcatCombine(int axis)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(axis);
        Axis = axis;
    }

    public int Axis { get; }

    public override string ToString() => Axis == 0 ? "Concat()" : $"Concat(axis: {CodeText.Number(Axis)})";

    internal override Shape OutputShape(Layer layer, IReadOnlyList<Shape> outputs)
    {
        if (outputs.Any(shape => shape.Rank != outputs[0].Rank || shape.Rank <= Axis || !Others(shape).SequenceEqual(Others(outputs[0]))))
            throw Unequal(layer, $"that differ at most in dimension {Axis}, counted from 0", outputs);

        long[] dimensions = [.. outputs[0].Select(d => (long)d)];
        dimensions[Axis] = outputs.Sum(shape => (long)shape[Axis]);
        return ShapeArithmetic.ToShape(layer, "output", dimensions);
    }

    internal override int PaddedAxis(Layer layer, int axis) => axis != Axis
        ? axis
        : throw new NetworkShapeException(layer, "puts sequences with padding one after another. Combine.Concat(axis: 1) puts the features "
            + "of each step together.");

    internal override Tensor Apply(Tensor[] outputs) => cat(outputs, Axis + 1);

    private IEnumerable<int> Others(Shape shape) => shape.Where((_, axis) => axis != Axis);
}
