using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>
/// The dense layer that ends the network of members, for a share of a batch: y = σ(W x + b), each member with its own W and b, and the
/// gradients of W, b and x. Where it is narrow, a product for each value; else a product of matrices for each member.
/// </summary>
internal sealed class OwnDenseBatchStep : BatchStep
{
    /// <summary>Fewer values of a member are computed sooner one by one than libtorch is called.</summary>
    private const int LeastOutputs = 4;

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
        int rows = (int)x.size(0);
        Tensor y = Outputs(rows);
        Span<float> values = Floats(y);
        if (_step.Outputs < LeastOutputs)
            ByValue(Floats(x), values);
        else
            ByMember(x, y, rows);
        for (int i = 0; _b is { } bias && i < values.Length; i += _step.Width)
            TensorPrimitives.Add(values.Slice(i, _step.Width), Floats(bias.Weight), values.Slice(i, _step.Width));
        ActivationKernel.Apply(_step.Activation, values);
        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        int rows = (int)x.size(0);
        Tensor y = Gradients(rows);
        Span<float> gradients = Floats(y);
        ActivationKernel.MultiplyBySlope(_step.Activation, Floats(Outputs(rows)), gradients);
        _parts.Clear(all: true);
        for (int i = 0; _b is { } bias && i < gradients.Length; i += _step.Width)
            TensorPrimitives.Add(Floats(bias.Gradient), gradients.Slice(i, _step.Width), Floats(bias.Gradient));
        if (_step.Outputs < LeastOutputs)
            BackwardByValue(Floats(x), gradients, inputGradients is null ? [] : Floats(inputGradients));
        else
            BackwardByMember(x, y, inputGradients, rows);
        _parts.Clear(all: false);
    }

    public override void ClearWeightGradients() => _parts.Clear(all: true);

    public override void Dispose()
    {
        _parts.Dispose();
        base.Dispose();
    }

    private void ByValue(ReadOnlySpan<float> x, Span<float> values)
    {
        ReadOnlySpan<float> w = Floats(_w.Weight);
        for (int i = 0; i < values.Length; i++)
            values[i] = TensorPrimitives.Dot(x.Slice(Place(i), _step.Inputs), w.Slice(i % _step.Width * _step.Inputs, _step.Inputs));
    }

    private void BackwardByValue(ReadOnlySpan<float> x, ReadOnlySpan<float> gradients, Span<float> inputGradients)
    {
        ReadOnlySpan<float> w = Floats(_w.Weight);
        Span<float> ofW = Floats(_w.Gradient);
        inputGradients.Clear();
        for (int i = 0; i < gradients.Length; i++)
        {
            int first = i % _step.Width * _step.Inputs;
            Span<float> sum = ofW.Slice(first, _step.Inputs);
            TensorPrimitives.MultiplyAdd(x.Slice(Place(i), _step.Inputs), gradients[i], sum, sum);
            if (inputGradients.IsEmpty)
                continue;
            Span<float> input = inputGradients.Slice(Place(i), _step.Inputs);
            TensorPrimitives.MultiplyAdd(w.Slice(first, _step.Inputs), gradients[i], input, input);
        }
    }

    private void ByMember(Tensor x, Tensor y, int rows)
    {
        for (int member = 0; member < _step.Count; member++)
            Of(member, y, rows, _step.Outputs).addmm_(Input(member, x, rows), Own(member, _w.Weight).t(), beta: 0);
    }

    private void BackwardByMember(Tensor x, Tensor gradients, Tensor? inputGradients, int rows)
    {
        for (int member = 0; member < _step.Count; member++)
        {
            Tensor gradient = Of(member, gradients, rows, _step.Outputs);
            Own(member, _w.Gradient).addmm_(gradient.t(), Input(member, x, rows), beta: 0);
            bool isSum = _step.TakesRows && member > 0; // All members have a part in what is one input to them all.
            if (inputGradients is not null)
                Input(member, inputGradients, rows).addmm_(gradient, Own(member, _w.Weight), beta: isSum ? 1 : 0);
        }
    }

    /// <summary>A member's own matrix.</summary>
    private Tensor Own(int member, Tensor weights) => weights.narrow(0, member * (long)_step.Outputs, _step.Outputs);

    /// <summary>A member's x.</summary>
    private Tensor Input(int member, Tensor x, int rows) => _step.TakesRows ? x : Of(member, x, rows, _step.Inputs);

    /// <summary>A member's values of all rows.</summary>
    private Tensor Of(int member, Tensor values, int rows, int width) => values.view(rows, _step.Count, width).select(1, member);

    /// <summary>Where x of the member of a row begins that a value belongs to.</summary>
    private int Place(int value) => value / (_step.TakesRows ? _step.Width : _step.Outputs) * _step.Inputs;
}
