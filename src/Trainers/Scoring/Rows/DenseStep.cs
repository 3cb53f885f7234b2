using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLFlux.Kernels;

namespace MLFlux.Scoring;

/// <summary>
/// One dense layer for one row: y = σ(W x + b). The weights lie input by input, so that a row's zeros, of which one-hot
/// features and the background of images are made, cost nothing.
/// </summary>
internal sealed class DenseStep
{
    private readonly float[] _weights; // [inputs, paddedOutputs]
    private readonly float[] _bias;
    private readonly Activation _activation;

    /// <param name="weight">W, [outputs, inputs], as the layer has it.</param>
    /// <param name="bias">b, or empty.</param>
    /// <param name="inputs">The length of x.</param>
    /// <param name="outputs">The length of y.</param>
    /// <param name="activation">σ.</param>
    public DenseStep(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int inputs, int outputs, Activation activation)
    {
        int lanes = Vector<float>.Count;
        Outputs = outputs;
        PaddedOutputs = (outputs + lanes - 1) / lanes * lanes;
        Inputs = inputs;
        _activation = activation;
        _bias = new float[PaddedOutputs];
        bias.CopyTo(_bias);
        _weights = new float[(long)inputs * PaddedOutputs];
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputs; input++)
                _weights[input * PaddedOutputs + output] = weight[output * inputs + input];
        }
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>How many multiplications a row without zeros takes.</summary>
    public long Operations => (long)Inputs * Outputs;

    /// <summary>The outputs rounded up to whole vectors.</summary>
    public int PaddedOutputs { get; }

    /// <param name="x">The inputs.</param>
    /// <param name="y">Takes <see cref="PaddedOutputs"/> values, of which the first <see cref="Outputs"/> count.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        _bias.CopyTo(y);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(y);
        ReadOnlySpan<Vector<float>> weights = MemoryMarshal.Cast<float, Vector<float>>(_weights);
        int stride = sums.Length;

        // Four inputs at a time: the sums are loaded and stored once for four.
        Span<int> rows = stackalloc int[4];
        int found = 0;
        for (int input = 0; input < Inputs; input++)
        {
            if (x[input] == 0)
                continue;

            rows[found++] = input;
            if (found < 4)
                continue;

            AddFour(x, rows, weights, sums, stride);
            found = 0;
        }

        for (int i = 0; i < found; i++)
        {
            var value = new Vector<float>(x[rows[i]]);
            ReadOnlySpan<Vector<float>> row = weights.Slice(rows[i] * stride, stride);
            for (int j = 0; j < sums.Length; j++)
                sums[j] = Vector.FusedMultiplyAdd(value, row[j], sums[j]);
        }

        ActivationKernel.Apply(_activation, y[..Outputs]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(
        ReadOnlySpan<float> x, ReadOnlySpan<int> rows, ReadOnlySpan<Vector<float>> weights, Span<Vector<float>> sums, int stride)
    {
        var x0 = new Vector<float>(x[rows[0]]);
        var x1 = new Vector<float>(x[rows[1]]);
        var x2 = new Vector<float>(x[rows[2]]);
        var x3 = new Vector<float>(x[rows[3]]);
        ReadOnlySpan<Vector<float>> w0 = weights.Slice(rows[0] * stride, sums.Length);
        ReadOnlySpan<Vector<float>> w1 = weights.Slice(rows[1] * stride, sums.Length);
        ReadOnlySpan<Vector<float>> w2 = weights.Slice(rows[2] * stride, sums.Length);
        ReadOnlySpan<Vector<float>> w3 = weights.Slice(rows[3] * stride, sums.Length);
        for (int j = 0; j < sums.Length; j++)
        {
            Vector<float> sum = Vector.FusedMultiplyAdd(x0, w0[j], sums[j]);
            sum = Vector.FusedMultiplyAdd(x1, w1[j], sum);
            sum = Vector.FusedMultiplyAdd(x2, w2[j], sum);
            sums[j] = Vector.FusedMultiplyAdd(x3, w3[j], sum);
        }
    }
}
