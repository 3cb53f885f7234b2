using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>
/// The dense layer that ends the network of members, for a share of a batch: y = σ(W x + b), each member with its own W and b, and the
/// gradients of W, b and x. It is narrow: a product for each value.
/// </summary>
internal sealed class OwnDenseBatchStep : BatchStep
{
    private readonly MemberDenseStep _step;
    private readonly WeightParts _parts;
    private readonly (Tensor Weight, Tensor Gradient) _w;
    private readonly (Tensor Weight, Tensor Gradient)? _b;

    public OwnDenseBatchStep(MemberDenseStep step, BatchMemory memory)
        : base(step.Width, memory.Capacity)
    {
        _step = step;
        _parts = new WeightParts(step.Site, memory);
        _w = _parts.Take(step.Count * (long)step.Outputs, step.Inputs);
        _b = step.HasBias ? _parts.Take(step.Count * (long)step.Outputs) : null;
    }

    public override bool Learns => _parts.Learn;

    public override Tensor Forward(Tensor x)
    {
        Tensor y = Outputs((int)x.size(0));
        ReadOnlySpan<float> from = Floats(x), w = Floats(_w.Weight), b = _b is { } bias ? Floats(bias.Weight) : [];
        Span<float> values = Floats(y);
        for (int i = 0; i < values.Length; i++)
        {
            int output = i % _step.Width;
            values[i] = TensorPrimitives.Dot(Input(from, i), w.Slice(output * _step.Inputs, _step.Inputs)) + (b.IsEmpty ? 0 : b[output]);
        }

        ActivationKernel.Apply(_step.Activation, values);
        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        int rows = (int)x.size(0);
        Span<float> gradients = Floats(Gradients(rows)), ofW = Floats(_w.Gradient), ofB = _b is { } bias ? Floats(bias.Gradient) : [];
        ActivationKernel.MultiplyBySlope(_step.Activation, Floats(Outputs(rows)), gradients);
        _parts.Clear(all: true);
        ReadOnlySpan<float> from = Floats(x), w = Floats(_w.Weight);
        Span<float> to = inputGradients is null ? [] : Floats(inputGradients);
        to.Clear();
        for (int i = 0; i < gradients.Length; i++)
        {
            int output = i % _step.Width, first = output * _step.Inputs;
            if (!ofB.IsEmpty)
                ofB[output] += gradients[i];
            Span<float> sum = ofW.Slice(first, _step.Inputs);
            TensorPrimitives.MultiplyAdd(Input(from, i), gradients[i], sum, sum);
            if (to.IsEmpty)
                continue;
            Span<float> input = to.Slice(Place(i), _step.Inputs);
            TensorPrimitives.MultiplyAdd(w.Slice(first, _step.Inputs), gradients[i], input, input);
        }

        _parts.Clear(all: false);
    }

    public override void ClearWeightGradients() => _parts.Clear(all: true);

    public override void Dispose()
    {
        _parts.Dispose();
        base.Dispose();
    }

    /// <summary>x of the member of a row that a value belongs to.</summary>
    private ReadOnlySpan<float> Input(ReadOnlySpan<float> x, int value) => x.Slice(Place(value), _step.Inputs);

    private int Place(int value) => value / (_step.TakesRows ? _step.Width : _step.Outputs) * _step.Inputs;
}
