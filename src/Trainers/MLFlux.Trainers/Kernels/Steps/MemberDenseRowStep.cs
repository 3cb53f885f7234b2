using System.Buffers;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>
/// A dense layer that members share, for one row: y = σ(s ⊙ (W (r ⊙ x)) + b) of each member, one after another. W lies input by input,
/// so that zeros cost nothing: half of the bins of a number are.
/// </summary>
internal sealed class MemberDenseRowStep : RowStep
{
    /// <summary>How many inputs are looked through at a time.</summary>
    private const int Stretch = 512;

    private readonly MemberDenseStep _step;
    private readonly float[] _weights; // [inputs, padded outputs of a member]
    private readonly float[] _r, _s, _bias;
    private readonly int _padded;

    /// <param name="step">The layer.</param>
    /// <param name="weight">W, [outputs, inputs], as the layer has it.</param>
    /// <param name="r">r, [members, inputs].</param>
    /// <param name="s">s, [members, outputs].</param>
    /// <param name="bias">b, [members, outputs], or empty.</param>
    public MemberDenseRowStep(MemberDenseStep step, ReadOnlySpan<float> weight, float[] r, float[] s, float[] bias)
        : base(step.Width)
    {
        _step = step;
        (_r, _s, _bias) = (r, s, bias);
        _padded = NonzeroProduct.Padded(step.Outputs);
        _weights = new float[(long)step.Inputs * _padded];
        MatrixTranspose.Copy(weight, step.Inputs, _weights, _padded, step.Outputs, step.Inputs);
    }

    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(_padded);
        Span<float> product = rented.AsSpan(0, _padded);
        for (int member = 0; member < _step.Count; member++)
        {
            int first = member * _step.Outputs;
            Multiply(_step.TakesRows ? x : x.Slice(member * _step.Inputs, _step.Inputs), member, product);
            Span<float> values = y.Slice(first, _step.Outputs);
            TensorPrimitives.Multiply(product[.._step.Outputs], _s.AsSpan(first, _step.Outputs), values);
            if (_bias.Length > 0)
                TensorPrimitives.Add(values, _bias.AsSpan(first, _step.Outputs), values);
        }

        ArrayPool<float>.Shared.Return(rented);
        ActivationKernel.Apply(_step.Activation, y[..Outputs]);
    }

    /// <summary>W (r ⊙ x) of a member.</summary>
    private void Multiply(ReadOnlySpan<float> x, int member, Span<float> product)
    {
        product.Clear();
        Span<int> places = stackalloc int[Stretch];
        Span<float> values = stackalloc float[Stretch];
        for (int start = 0; start < x.Length; start += Stretch)
        {
            int found = Nonzeros.Find(x.Slice(start, Math.Min(Stretch, x.Length - start)), places, values);
            ReadOnlySpan<float> r = _r.AsSpan((member * _step.Inputs) + start);
            for (int i = 0; i < found; i++)
                values[i] *= r[places[i]];
            NonzeroProduct.AddRows(values[..found], places[..found], _weights.AsSpan(start * _padded), product);
        }
    }
}
