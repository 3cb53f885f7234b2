using System.Runtime.InteropServices;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>A convolution and its activation for blocks of rows side by side, and the gradients of W, b and x.</summary>
internal sealed class ConvolutionPass<TVector, TLanes> : LanePass
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    private readonly ConvStep _step;
    private readonly LaneFrame _frame;
    private readonly LaneSum<TVector, TLanes> _forward;
    private readonly LaneSum<TVector, TLanes>? _backward;
    private readonly LaneWeightGradient<TVector, TLanes>? _slope;
    private readonly WeightParts? _parts;
    private readonly (Tensor Weight, Tensor Gradient) _w;
    private readonly (Tensor Weight, Tensor Gradient)? _b;

    /// <param name="step">The convolution.</param>
    /// <param name="frame">How values and gradients lie.</param>
    /// <param name="memory">In training, the network's weights and gradients; null in scoring.</param>
    public ConvolutionPass(ConvStep step, LaneFrame frame, BatchMemory? memory)
    {
        (_step, _frame) = (step, frame);
        (TapAxis rows, TapAxis columns) = step.Forward;
        _forward = new LaneSum<TVector, TLanes>(frame.Input, frame.Output, rows, columns, step.Groups, isBackward: false);
        if (memory is null)
            return;

        (TapAxis rowsBack, TapAxis columnsBack) = step.Backward;
        _backward = frame.InputGradient is null ? null
            : new LaneSum<TVector, TLanes>(
                frame.OutputGradient, frame.InputGradient, rowsBack, columnsBack, step.Groups, isBackward: true);
        _slope = new LaneWeightGradient<TVector, TLanes>(
            frame.Input, frame.OutputGradient, rows, columns, step.Groups, Blocks(memory.Capacity));
        _parts = new WeightParts(step.Site, memory);
        _w = _parts.Take(frame.Output.Channels, frame.Input.Channels / step.Groups, rows.Taps, columns.Taps);
        _b = step.HasBias ? _parts.Take(frame.Output.Channels) : null;
    }

    public override bool Learns => _parts!.Learn;

    public override void Load(Func<string, ReadOnlyMemory<float>> weights)
    {
        (float[] weight, float[] bias) = _step.Weights(weights);
        _forward.SetWeights(weight, bias);
    }

    public override void Begin(int rows)
    {
        _forward.SetWeights(Floats(_w.Weight), _b is { } bias ? Floats(bias.Weight) : []);
        _backward?.SetWeights(Floats(_w.Weight), []);
        _slope!.Begin(Blocks(rows));
        ClearWeightGradients();
    }

    public override void Forward(int block, LaneMemory x, LaneMemory y)
    {
        if (_step.Activation is ReluActivation)
            _forward.Run(x, y, least: 0);
        else
        {
            _forward.Run(x, y);
            Apply(y.Span);
        }
    }

    public override void Backward(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients, LaneMemory? inputGradients)
    {
        Span<float> ofBias = Learns && _b is { } bias ? Floats(bias.Gradient) : [];
        if (_step.Activation is ReluActivation)
            BehindRelu(y, outputGradients, ofBias);
        else
            MultiplyBySlope(y.Span, outputGradients.Span, ofBias);
        if (Learns)
        {
            _slope!.Add(block, x, outputGradients, Floats(_w.Gradient));
            _parts!.Clear(all: false);
        }

        if (inputGradients is not null)
            _backward!.Run(outputGradients, inputGradients);
    }

    public override void ClearWeightGradients() => _parts!.Clear(all: true);

    public override void Dispose()
    {
        _parts?.Dispose();
        base.Dispose();
    }

    private void Apply(Span<float> y)
    {
        (int parts, _) = _frame.Output.Parts();
        for (int part = 0; part < parts; part++)
            ActivationKernel.Apply(_step.Activation, _frame.Output.Part(y, part, parts));
    }

    /// <summary>The same as <see cref="MultiplyBySlope"/> for the most common activation, in one pass.</summary>
    private void BehindRelu(LaneMemory y, LaneMemory gradients, Span<float> ofBias)
    {
        for (int channel = 0; channel < _frame.Output.Channels; channel++)
        {
            float sum = LaneRelu<TVector, TLanes>.Back(y, _frame.Output, gradients, _frame.OutputGradient, channel);
            if (!ofBias.IsEmpty)
                ofBias[channel] += sum;
        }
    }

    /// <summary>Makes the gradients of outputs those of sums, and adds these to the gradients of b, if there is b.</summary>
    private void MultiplyBySlope(ReadOnlySpan<float> y, Span<float> gradients, Span<float> ofBias)
    {
        if (_step.Activation is IdentityActivation && ofBias.IsEmpty)
            return; // The gradients are those of sums already.
        int parts = _frame.Output.Parts(_frame.OutputGradient).Count > 1 ? _frame.Output.Height : 1;
        for (int channel = 0; channel < _frame.Output.Channels; channel++)
        {
            for (int part = 0; part < parts; part++)
            {
                Span<float> own = _frame.OutputGradient.Part(gradients, channel, 1, part, parts);
                ActivationKernel.MultiplyBySlope(_step.Activation, _frame.Output.Part(y, channel, 1, part, parts), own);
                if (!ofBias.IsEmpty)
                    ofBias[channel] += TensorPrimitives.Sum(own);
            }
        }
    }

    private static int Blocks(int rows) => (rows + TLanes.Count - 1) / TLanes.Count;

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
