using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Combine.Stack"/>.</summary>
internal sealed record StackCombine : Combine
{
    public override string ToString() => "Stack";

    internal override Shape OutputShape(Layer layer, IReadOnlyList<Shape> outputs) => outputs.All(outputs[0].Equals)
        ? ShapeArithmetic.ToShape(layer, "output", [outputs.Count, .. outputs[0].Select(d => (long)d)])
        : throw Unequal(layer, "of one shape", outputs);

    internal override int PaddedAxis(Layer layer, int axis) => axis + 1;

    internal override Tensor Apply(Tensor[] outputs) => stack(outputs, dim: 1);
}
