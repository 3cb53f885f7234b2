using System.Runtime.InteropServices;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>
/// Batch normalisation and its activation for blocks of rows side by side, and the gradients of γ, β and x. In training, mean and variance
/// are those of all shares of the batch, as <see cref="BatchNormModule"/> has them; so are what the gradients of x take of other rows.
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
        _moments = new BatchMoments(channels);
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

    public override int Meetings => 2;

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
        _moments.Begin(_rows * _frame.Input.Height * (long)_frame.Input.Width);
        if (_b is { } bias)
            Floats(bias.Weight).CopyTo(_shifts);
        ClearWeightGradients();
    }

    public override void Gather(int meeting, int block, LaneMemory x)
    {
        if (meeting == 0)
            LaneMoments<TVector, TLanes>.AddSums(x, _frame.Input, _moments.Means, Rows(block), _moments.Sums);
        else if (!_moments.IsFixed)
        {
            LaneMoments<TVector, TLanes>.AddProducts(
                x, _frame.Input, _moments.Means, null, _frame.Input, Rows(block), _moments.Sums);
        }
    }

    public override void Meet(int meeting)
    {
        if (meeting == 0)
            _moments.MeetForMean(_module!);
        else
            _moments.MeetForVariance(_module!);
        if (meeting == 1)
            SetScales(_w is { } weight ? Floats(weight.Weight) : []);
    }

    public override void Forward(int block, LaneMemory x, LaneMemory y)
    {
        LaneAffine<TVector, TLanes>.Run(x, _frame.Input, _terms.Means, _terms.Scales, _shifts, y, _frame.Output);
        (int parts, _) = _frame.Output.Parts();
        for (int part = 0; part < parts; part++)
            ActivationKernel.Apply(_step.Activation, _frame.Output.Part(y.Span, part, parts));
    }

    public override void GatherBack(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients)
    {
        (int parts, _) = _frame.Output.Parts(_frame.OutputGradient);
        for (int part = 0; part < parts; part++)
        {
            ActivationKernel.MultiplyBySlope(
                _step.Activation, _frame.Output.Part(y.Span, part, parts), _frame.OutputGradient.Part(outputGradients.Span, part, parts));
        }

        LaneMoments<TVector, TLanes>.AddSums(
            outputGradients, _frame.OutputGradient, _moments.Zeros, Rows(block), _moments.Sums);
        LaneMoments<TVector, TLanes>.AddProducts(
            x, _frame.Input, _moments.Means, outputGradients, _frame.OutputGradient, Rows(block), _moments.Products);
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

    private void SetScales(ReadOnlySpan<float> gamma)
    {
        for (int channel = 0; channel < _terms.Scales.Length; channel++)
            _terms.Scales[channel] = (float)((gamma.IsEmpty ? 1 : gamma[channel]) * _moments.Inverse(channel, _step.Epsilon));
    }

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
