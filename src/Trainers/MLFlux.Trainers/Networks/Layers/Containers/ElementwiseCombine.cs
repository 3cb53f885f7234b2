using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>Outputs of one shape, put together value by value; see <see cref="Combine"/>.</summary>
internal sealed record ElementwiseCombine : Combine
{
    private readonly string _name;
    private readonly Func<Tensor, long, Tensor> _reduce;

    /// <param name="name">What it is called.</param>
    /// <param name="reduce">Removes a dimension of a tensor, along which the outputs lie.</param>
    public ElementwiseCombine(string name, Func<Tensor, long, Tensor> reduce)
    {
        _name = name;
        _reduce = reduce;
    }

    public bool Equals(ElementwiseCombine? other) => other is not null && _name == other._name;

    public override int GetHashCode() => string.GetHashCode(_name, StringComparison.Ordinal);

    public override string ToString() => _name;

    internal override Shape OutputShape(Layer layer, IReadOnlyList<Shape> outputs) =>
        outputs.All(outputs[0].Equals) ? outputs[0] : throw Unequal(layer, "of one shape", outputs);

    internal override Tensor Apply(Tensor[] outputs)
    {
        // The residual block, and by far the most common: no stacked copy.
        if (outputs.Length == 2 && (Equals(Add) || Equals(Subtract)))
            return outputs[0].Plus(outputs[1], Equals(Add) ? 1 : -1);

        using Tensor all = stack(outputs);
        return Reduce(all, dimension: 0);
    }

    /// <summary>The same of what lies along a dimension of one tensor.</summary>
    public Tensor Reduce(Tensor x, long dimension) => _reduce(x, dimension);
}
