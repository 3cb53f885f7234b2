using System.Runtime.InteropServices;
using MLFlux.Construction;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>
/// Batch normalisation and its activation for blocks of rows side by side, and the gradients of γ, β and x. In training, mean and
/// variance are those of all shares of the batch, as <see cref="BatchNormModule"/> has them; so are what the gradients of x take of
/// other rows.
/// </summary>
internal sealed class BatchNormPass<TVector, TLanes> : LanePass
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    private readonly BatchNormStep _step;
    private readonly LaneFrame _frame;
    private readonly BatchNormModule? _module;
    private readonly WeightParts? _parts;
    private readonly (Tensor Weight, Tensor Gradient)? _w;
    private readonly (Tensor Weight, Tensor Gradient)? _b;
    private readonly BatchMoments _moments;
    private readonly NormTerms _terms;
    private readonly float[] _shifts; // β
    private int _rows; // That count.

    /// <param name="step">The normalisation.</param>
    /// <param name="frame">How values and gradients lie.</param>
    /// <param name="memory">In training, the network's weights and gradients; null in scoring.</param>
    public BatchNormPass(BatchNormStep step, LaneFrame frame, BatchMemory? memory)
    {
        (_step, _frame) = (step, frame);
        int channels = frame.Input.Channels;
        int lanes = TLanes.Count;
        _moments = new BatchMoments(channels, blocks: ((memory?.Capacity ?? 0) + lanes - 1) / lanes);
        _terms = new NormTerms(_moments.Means, new float[channels], new float[channels], new float[channels]);
        _shifts = new float[channels];
        if (memory is null)
            return;

        _module = memory.Find<BatchNormModule>(step.Site.Path);
        _parts = new WeightParts(step.Site, memory);
        _w = step.IsAffine ? _parts.Take(channels) : null;
        _b = step.IsAffine ? _parts.Take(channels) : null;
    }

    public override bool Learns => _parts!.Learn;

    public override bool Meets => true;

    public override void Load(Func<string, ReadOnlyMemory<float>> weights)
    {
        (float[] means, float[] scales, float[] shifts) = _step.Terms(weights);
        means.CopyTo(_terms.Means, 0);
        scales.CopyTo(_terms.Scales, 0);
        shifts.CopyTo(_shifts, 0);
    }

    public override void Begin(int rows)
    {
        _rows = _module!.Share is { IsEmpty: true } ? 0 : rows;
        _moments.Begin();
        if (_b is { } bias)
            Floats(bias.Weight).CopyTo(_shifts);
        ClearWeightGradients();
    }

    public override void Gather(int block, LaneMemory x)
    {
        int rows = Rows(block);
        long count = rows * _frame.Input.Height * (long)_frame.Input.Width;
        for (int channel = 0; channel < _frame.Input.Channels && rows > 0 && _module!.training; channel++)
        {
            float shift = TensorPrimitives.Sum(x.Span.Slice(_frame.Input.Place(channel, 0, 0), rows)) / rows;
            _moments.Add(
                block, channel, count, shift, LaneMoments<TVector, TLanes>.OfValues(x, _frame.Input, channel, shift, rows));
        }
    }

    public override void Meet()
    {
        _moments.Meet(_module!);
        ReadOnlySpan<float> gamma = _w is { } weight ? Floats(weight.Weight) : [];
        for (int channel = 0; channel < _terms.Scales.Length; channel++)
            _terms.Scales[channel] = (float)((gamma.IsEmpty ? 1 : gamma[channel]) * _moments.Inverse(channel, _step.Epsilon));
    }

    public override void Forward(int block, LaneMemory x, LaneMemory y)
    {
        if (_step.Activation is ReluActivation)
        {
            LaneAffine<TVector, TLanes>.Run(
                x, _frame.Input, _terms.Means, _terms.Scales, _shifts, y, _frame.Output, first: 0, _frame.Output.Channels, least: 0);
            return;
        }

        (int channels, int parts) = _frame.Output.Bands();
        for (int first = 0; first < _frame.Output.Channels; first += channels)
        {
            int count = Math.Min(channels, _frame.Output.Channels - first);
            LaneAffine<TVector, TLanes>.Run(
                x, _frame.Input, _terms.Means, _terms.Scales, _shifts, y, _frame.Output, first, first + count);
            for (int part = 0; part < parts; part++)
                ActivationKernel.Apply(_step.Activation, _frame.Output.Part(y.Span, first, count, part, parts));
        }
    }

    public override void GatherBack(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients)
    {
        (int channels, int parts) = _frame.Output.Bands(_frame.OutputGradient);
        for (int first = 0; first < _frame.Output.Channels; first += channels)
        {
            int count = Math.Min(channels, _frame.Output.Channels - first);
            bool isRelu = _step.Activation is ReluActivation;
            for (int part = 0; part < parts && !isRelu; part++)
            {
                ActivationKernel.MultiplyBySlope(
                    _step.Activation, _frame.Output.Part(y.Span, first, count, part, parts),
                    _frame.OutputGradient.Part(outputGradients.Span, first, count, part, parts));
            }

            for (int channel = first; channel < first + count; channel++)
            {
                if (isRelu)
                    LaneRelu<TVector, TLanes>.Back(y, _frame.Output, outputGradients, _frame.OutputGradient, channel);
                (double sum, double products) = LaneMoments<TVector, TLanes>.OfGradients(
                    outputGradients, _frame.OutputGradient, x, _frame.Input, channel, _moments.Means[channel], Rows(block));
                _moments.Sums[channel] += sum;
                _moments.Products[channel] += products;
            }
        }
    }

    public override void MeetBack()
    {
        if (_w is { } weight && _b is { } bias)
        {
            Span<float> ofGamma = Floats(weight.Gradient), ofBeta = Floats(bias.Gradient);
            for (int channel = 0; channel < ofGamma.Length; channel++)
            {
                ofGamma[channel] = (float)(_moments.Products[channel] * _moments.Inverse(channel, _step.Epsilon));
                ofBeta[channel] = (float)_moments.Sums[channel];
            }

            _parts!.Clear(all: false);
        }

        _moments.MeetForGradients(_module!, _step.Epsilon, _terms);
    }

    public override void Backward(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients, LaneMemory? inputGradients)
    {
        if (inputGradients is null)
            return;
        LaneAffine<TVector, TLanes>.RunBack(
            outputGradients, _frame.OutputGradient, x, _frame.Input, _terms, Rows(block), inputGradients, _frame.InputGradient!);
    }

    public override void ClearWeightGradients() => _parts!.Clear(all: true);

    public override void Dispose()
    {
        _parts?.Dispose();
        base.Dispose();
    }

    private int Rows(int block) => Math.Clamp(_rows - (block * TLanes.Count), 0, TLanes.Count);

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
