using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>
/// A dense layer that members share, for a share of a batch: y = σ(s ⊙ (W (r ⊙ x)) + b) of each member by one product of matrices,
/// and the gradients of W, b, r, s and x.
/// </summary>
internal sealed class MemberDenseBatchStep : BatchStep
{
    /// <summary>From so many rows on, a pass over W for each member costs less than a product of matrices.</summary>
    private const int LeastRows = 32;

    private readonly MemberDenseStep _step;
    private readonly WeightParts _parts;
    private readonly (Tensor Weight, Tensor Gradient) _w, _r, _s;
    private readonly (Tensor Weight, Tensor Gradient)? _b;
    private readonly Tensor _transposed;
    private readonly Tensor _scaled; // r ⊙ x, later its gradients: [rows · members, inputs].
    private readonly Tensor _products; // W (r ⊙ x): [rows · members, outputs].
    private readonly Tensor _ofMember; // The gradients of a member's W r: [outputs, inputs].

    public MemberDenseBatchStep(MemberDenseStep step, BatchMemory memory)
        : base(step.Width, memory.Capacity)
    {
        _step = step;
        _parts = new WeightParts(step.Site, memory);
        _w = _parts.Take(step.Outputs, step.Inputs);
        _b = step.HasBias ? _parts.Take(step.Count, step.Outputs) : null;
        _r = _parts.Take(step.Count, step.Inputs);
        _s = _parts.Take(step.Count, step.Outputs);
        _transposed = _w.Weight.t().DetachFromDisposeScope();
        _scaled = empty(memory.Capacity * (long)step.Count, step.Inputs).DetachFromDisposeScope();
        _products = empty(memory.Capacity * (long)step.Count, step.Outputs).DetachFromDisposeScope();
        _ofMember = empty(step.Outputs, step.Inputs).DetachFromDisposeScope();
    }

    public override bool Learns => _parts.Learn;

    public override Tensor Forward(Tensor x)
    {
        int rows = (int)x.size(0), all = rows * _step.Count, inputs = _step.Inputs, outputs = _step.Outputs;
        Tensor y = Outputs(rows), scaled = _scaled.narrow(0, 0, all), products = _products.narrow(0, 0, all);
        ReadOnlySpan<float> from = Floats(x), r = Floats(_r.Weight), s = Floats(_s.Weight), b = _b is { } bias ? Floats(bias.Weight) : [];
        Span<float> to = Floats(scaled), values = Floats(y);
        for (int i = 0; i < all; i++)
            TensorPrimitives.Multiply(Input(from, i), r.Slice(i % _step.Count * inputs, inputs), to.Slice(i * inputs, inputs));
        products.addmm_(scaled, _transposed, beta: 0);
        ReadOnlySpan<float> p = Floats(products);
        for (int i = 0; i < all; i++)
        {
            int of = i % _step.Count * outputs;
            Span<float> value = values.Slice(i * outputs, outputs);
            TensorPrimitives.Multiply(p.Slice(i * outputs, outputs), s.Slice(of, outputs), value);
            if (!b.IsEmpty)
                TensorPrimitives.Add(value, b.Slice(of, outputs), value);
        }

        ActivationKernel.Apply(_step.Activation, values);
        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        int rows = (int)x.size(0), all = rows * _step.Count;
        Tensor y = Gradients(rows);
        Span<float> gradients = Floats(y);
        ActivationKernel.MultiplyBySlope(_step.Activation, Floats(Outputs(rows)), gradients);
        _parts.Clear(all: true);
        ThroughScale(gradients, all);
        if (inputGradients is null && rows >= LeastRows)
            ToWeightsAlone(x, y.view(rows, _step.Count, _step.Outputs));
        else
            ToWeightsAndInput(x, y.view(all, _step.Outputs), inputGradients is null ? [] : Floats(inputGradients));
        _parts.Clear(all: false);
    }

    public override void ClearWeightGradients() => _parts.Clear(all: true);

    public override void Dispose()
    {
        _parts.Dispose();
        foreach (Tensor tensor in (Tensor[])[_transposed, _scaled, _products, _ofMember])
            tensor.Dispose();
        base.Dispose();
    }

    /// <summary>The gradients of b and s, and from those of s ⊙ p those of p, in their place.</summary>
    private void ThroughScale(Span<float> gradients, int all)
    {
        int outputs = _step.Outputs;
        ReadOnlySpan<float> products = Floats(_products), s = Floats(_s.Weight);
        Span<float> ofS = Floats(_s.Gradient), ofB = _b is { } bias ? Floats(bias.Gradient) : [];
        for (int i = 0; i < all; i++)
        {
            int of = i % _step.Count * outputs;
            Span<float> gradient = gradients.Slice(i * outputs, outputs), sum = ofS.Slice(of, outputs);
            if (!ofB.IsEmpty)
                TensorPrimitives.Add(ofB.Slice(of, outputs), gradient, ofB.Slice(of, outputs));
            TensorPrimitives.MultiplyAdd(gradient, products.Slice(i * outputs, outputs), sum, sum);
            TensorPrimitives.Multiply(gradient, s.Slice(of, outputs), gradient);
        }
    }

    /// <summary>The gradients of W and r, and those of x where they are not empty, by way of those of r ⊙ x.</summary>
    private void ToWeightsAndInput(Tensor x, Tensor ofProducts, Span<float> inputGradients)
    {
        int all = (int)ofProducts.size(0), inputs = _step.Inputs;
        Tensor scaled = _scaled.narrow(0, 0, all);
        _w.Gradient.addmm_(ofProducts.t(), scaled, beta: 0);
        scaled.addmm_(ofProducts, _w.Weight, beta: 0);
        ReadOnlySpan<float> from = Floats(x), ofScaled = Floats(scaled), r = Floats(_r.Weight);
        Span<float> ofR = Floats(_r.Gradient);
        inputGradients.Clear();
        for (int i = 0; i < all; i++)
        {
            int of = i % _step.Count * inputs;
            ReadOnlySpan<float> gradient = ofScaled.Slice(i * inputs, inputs);
            Span<float> sum = ofR.Slice(of, inputs);
            TensorPrimitives.MultiplyAdd(gradient, Input(from, i), sum, sum);
            if (inputGradients.IsEmpty)
                continue;
            Span<float> input = inputGradients.Slice(Place(i), inputs);
            TensorPrimitives.MultiplyAdd(gradient, r.Slice(of, inputs), input, input);
        }
    }

    /// <summary>
    /// The gradients of W and r, both from those of W ⊙ r of each member: nobody needs those of x, and a product of matrices is saved.
    /// </summary>
    private void ToWeightsAlone(Tensor x, Tensor ofProducts)
    {
        int inputs = _step.Inputs;
        Tensor of = _step.TakesRows ? x : x.view(-1, _step.Count, inputs);
        ReadOnlySpan<float> w = Floats(_w.Weight), ofMember = Floats(_ofMember);
        Span<float> ofW = Floats(_w.Gradient);
        for (int member = 0; member < _step.Count; member++)
        {
            _ofMember.addmm_(ofProducts.select(1, member).t(), _step.TakesRows ? of : of.select(1, member), beta: 0);
            ReadOnlySpan<float> r = Floats(_r.Weight).Slice(member * inputs, inputs);
            Span<float> ofR = Floats(_r.Gradient).Slice(member * inputs, inputs);
            for (int i = 0; i < ofW.Length; i += inputs)
            {
                ReadOnlySpan<float> gradient = ofMember.Slice(i, inputs);
                TensorPrimitives.MultiplyAdd(gradient, r, ofW.Slice(i, inputs), ofW.Slice(i, inputs));
                TensorPrimitives.MultiplyAdd(gradient, w.Slice(i, inputs), ofR, ofR);
            }
        }
    }

    /// <summary>x of the member of a row, of which there are so many before.</summary>
    private ReadOnlySpan<float> Input(ReadOnlySpan<float> x, int before) => x.Slice(Place(before), _step.Inputs);

    private int Place(int before) => (_step.TakesRows ? before / _step.Count : before) * _step.Inputs;
}
