using TorchSharp.Modules;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>
/// One dense layer for a share of a batch: y = σ(x Wᵀ + b), and the gradients of W, b and x. The first layer of a network leaves out
/// the features' zeros where they are many.
/// </summary>
internal sealed class DenseBatchStep : BatchStep
{
    private readonly Activation _activation;
    private readonly Parameter _parameter;
    private readonly Parameter? _biasParameter;
    private readonly Tensor _weight;
    private readonly Tensor _transposedWeight;
    private readonly Tensor? _bias;
    private readonly Tensor _weightGradient;
    private readonly Tensor? _biasGradient;
    private readonly NonzeroInput? _nonzero;
    private bool _isSparse;

    /// <param name="step">The layer.</param>
    /// <param name="memory">The network's weights and gradients.</param>
    /// <param name="isFirst">Whether it takes the features.</param>
    public DenseBatchStep(DenseStep step, BatchMemory memory, bool isFirst)
        : base(step.Outputs, memory.Capacity)
    {
        int inputs = step.Inputs, outputs = step.Outputs;
        StepSite site = step.Site;
        _activation = step.Activation;
        _parameter = memory.Parameters[site.FirstParameter];
        _weight = Part(memory.Weights, site.Start, step.Cost).view(outputs, inputs).DetachFromDisposeScope();
        _transposedWeight = _weight.t().DetachFromDisposeScope();
        _weightGradient = Part(memory.Gradients, site.Start, step.Cost).view(outputs, inputs).DetachFromDisposeScope();
        if (step.HasBias)
        {
            _biasParameter = memory.Parameters[site.FirstParameter + 1];
            _bias = Part(memory.Weights, site.Start + step.Cost, outputs).DetachFromDisposeScope();
            _biasGradient = Part(memory.Gradients, site.Start + step.Cost, outputs).DetachFromDisposeScope();
        }

        _nonzero = isFirst ? new NonzeroInput(inputs, outputs, memory.Capacity) : null;
    }

    public override bool Learns => _parameter.requires_grad || _biasParameter is { requires_grad: true };

    public override Tensor Forward(Tensor x)
    {
        Tensor y = Outputs((int)x.size(0));
        Span<float> values = Floats(y);
        ReadOnlySpan<float> bias = _bias is null ? [] : Floats(_bias);
        _isSparse = _nonzero is not null && _nonzero.TryRead(Floats(x));
        if (_isSparse)
        {
            _nonzero!.Multiply(Floats(_weight), bias, values);
        }
        else
        {
            for (int i = 0; !bias.IsEmpty && i < values.Length; i += bias.Length)
                bias.CopyTo(values[i..]);
            y.addmm_(x, _transposedWeight, beta: bias.IsEmpty ? 0 : 1);
        }

        ActivationKernel.Apply(_activation, values);
        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        int rows = (int)x.size(0);
        Tensor gradients = Gradients(rows);
        ActivationKernel.MultiplyBySlope(_activation, Floats(Outputs(rows)), Floats(gradients));
        if (_biasGradient is not null)
            BackwardToBias(Floats(gradients), Floats(_biasGradient));
        BackwardToWeight(gradients, x);
        inputGradients?.addmm_(gradients, _weight, beta: 0);
    }

    public override void ClearWeightGradients()
    {
        Floats(_weightGradient).Clear();
        if (_biasGradient is not null)
            Floats(_biasGradient).Clear();
    }

    public override void Dispose()
    {
        foreach (Tensor? tensor in (Tensor?[])[_weight, _transposedWeight, _bias, _weightGradient, _biasGradient])
            tensor?.Dispose();
        base.Dispose();
    }

    private void BackwardToBias(ReadOnlySpan<float> gradients, Span<float> sum)
    {
        sum.Clear();
        for (int i = 0; _biasParameter!.requires_grad && i < gradients.Length; i += sum.Length)
            TensorPrimitives.Add(sum, gradients.Slice(i, sum.Length), sum);
    }

    private void BackwardToWeight(Tensor gradients, Tensor x)
    {
        if (!_parameter.requires_grad)
            Floats(_weightGradient).Clear();
        else if (_isSparse)
            _nonzero!.MultiplyTransposed(Floats(gradients), Floats(_weightGradient));
        else
            _weightGradient.addmm_(gradients.t(), x, beta: 0);
    }

    private static Tensor Part(Tensor all, long start, long length) => all.narrow(0, start, length);
}
