using System.Runtime.InteropServices;
using MLFlux.Kernels;
using MLFlux.Construction;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Training;

/// <summary>One dense layer of a <see cref="DensePass"/>: y = σ(x Wᵀ + b), and the gradients of W, b and x. Owns its tensors.</summary>
internal sealed class DensePassLayer : IDisposable
{
    private readonly DenseStackLayer _layer;
    private readonly Tensor _weight;
    private readonly Tensor _transposedWeight;
    private readonly Tensor? _bias;
    private readonly Tensor _weightGradient;
    private readonly Tensor? _biasGradient;
    private readonly Tensor _outputs;
    private readonly Tensor _gradients;

    /// <param name="layer">The layer.</param>
    /// <param name="capacity">The most rows there can be.</param>
    /// <param name="weights">All weights of the network.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="start">Where the layer's own begin.</param>
    public DensePassLayer(DenseStackLayer layer, int capacity, Tensor weights, Tensor gradients, long start)
    {
        _layer = layer;
        long count = (long)layer.Outputs * layer.Inputs;
        _weight = Part(weights, start, count).view(layer.Outputs, layer.Inputs).DetachFromDisposeScope();
        _transposedWeight = _weight.t().DetachFromDisposeScope();
        _weightGradient = Part(gradients, start, count).view(layer.Outputs, layer.Inputs).DetachFromDisposeScope();
        if (layer.Layer.Bias)
        {
            _bias = Part(weights, start + count, layer.Outputs).DetachFromDisposeScope();
            _biasGradient = Part(gradients, start + count, layer.Outputs).DetachFromDisposeScope();
        }

        ParameterCount = count + (_bias is null ? 0 : layer.Outputs);
        _outputs = empty(capacity, layer.Outputs).DetachFromDisposeScope();
        _gradients = empty(capacity, layer.Outputs).DetachFromDisposeScope();
    }

    /// <summary>How many weights the layer has, its biases included.</summary>
    public long ParameterCount { get; }

    /// <summary>y of the first rows, [rows, outputs]; memory that every share uses again.</summary>
    public Tensor Outputs(int rows) => _outputs.narrow(0, 0, rows);

    /// <summary>The gradients with respect to y, and after <see cref="Backward"/> to what σ was applied to.</summary>
    public Tensor Gradients(int rows) => _gradients.narrow(0, 0, rows);

    /// <summary>y of x, [rows, inputs].</summary>
    public Tensor Forward(Tensor x)
    {
        Tensor y = Outputs((int)x.size(0));
        Span<float> values = Floats(y);
        if (_bias is not null)
        {
            ReadOnlySpan<float> bias = Floats(_bias);
            for (int i = 0; i < values.Length; i += bias.Length)
                bias.CopyTo(values[i..]);
        }

        y.addmm_(x, _transposedWeight, beta: _bias is null ? 0 : 1);
        ActivationKernel.Apply(_layer.Layer.Activation, values);
        return y;
    }

    /// <summary>y of the rows that <paramref name="input"/> holds.</summary>
    public Tensor Forward(NonzeroInput input)
    {
        Tensor y = Outputs(input.Rows);
        input.Multiply(Floats(_weight), _bias is null ? [] : Floats(_bias), Floats(y));
        ActivationKernel.Apply(_layer.Layer.Activation, Floats(y));
        return y;
    }

    /// <summary>The gradients of b and of what σ was applied to, from those of y.</summary>
    public Tensor Backward(int rows)
    {
        Tensor gradients = Gradients(rows);
        Span<float> values = Floats(gradients);
        ActivationKernel.MultiplyBySlope(_layer.Layer.Activation, Floats(Outputs(rows)), values);
        if (_biasGradient is not null)
        {
            Span<float> sum = Floats(_biasGradient);
            sum.Clear();
            for (int i = 0; i < values.Length; i += sum.Length)
                TensorPrimitives.Add(sum, values.Slice(i, sum.Length), sum);
        }

        return gradients;
    }

    /// <summary>The gradients of W; <paramref name="gradients"/> are what <see cref="Backward"/> gave.</summary>
    public void BackwardToWeights(Tensor gradients, Tensor x) => _weightGradient.addmm_(gradients.t(), x, beta: 0);

    /// <summary>The gradients of W over rows that <paramref name="input"/> holds.</summary>
    public void BackwardToWeights(Tensor gradients, NonzeroInput input) =>
        input.MultiplyTransposed(Floats(gradients), Floats(_weightGradient));

    /// <summary>The gradients of x, into the memory of the layer before.</summary>
    public void BackwardToInputs(Tensor gradients, Tensor inputGradients) => inputGradients.addmm_(gradients, _weight, beta: 0);

    public void Dispose()
    {
        foreach (Tensor? tensor in (Tensor?[])[_weight, _transposedWeight, _bias, _weightGradient, _biasGradient, _outputs, _gradients])
            tensor?.Dispose();
    }

    private static Tensor Part(Tensor all, long start, long length) => all.narrow(0, start, length);

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
