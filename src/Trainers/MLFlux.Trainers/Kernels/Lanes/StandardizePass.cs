using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>Channels on the scale of the training rows, for blocks of rows side by side, and the gradients of x.</summary>
internal sealed class StandardizePass<TVector, TLanes> : LanePass
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    private readonly StandardizeStep _step;
    private readonly LaneFrame _frame;
    private readonly StandardizeModule? _module;
    private readonly NormTerms _terms;
    private readonly float[] _shifts;

    /// <param name="step">The layer.</param>
    /// <param name="frame">How values and gradients lie.</param>
    /// <param name="memory">In training, the network's weights and gradients; null in scoring.</param>
    public StandardizePass(StandardizeStep step, LaneFrame frame, BatchMemory? memory)
    {
        int channels = frame.Input.Channels;
        (_step, _frame, _shifts) = (step, frame, new float[channels]);
        _terms = new NormTerms(new float[channels], new float[channels], new float[channels], new float[channels]);
        _module = memory?.Find<StandardizeModule>(step.Site.Path);
    }

    public override void Load(Func<string, ReadOnlyMemory<float>> weights)
    {
        (float[] means, float[] scales) = _step.Terms(weights);
        means.CopyTo(_terms.Means, 0);
        scales.CopyTo(_terms.Scales, 0);
    }

    public override void Begin(int rows)
    {
        _module!.Means.CopyTo(_terms.Means);
        _module.Scales.CopyTo(_terms.Scales);
    }

    public override void Forward(int block, LaneMemory x, LaneMemory y) => LaneAffine<TVector, TLanes>.Run(
        x, _frame.Input, _terms.Means, _terms.Scales, _shifts, y, _frame.Output, 0, _frame.Output.Channels);

    public override void Backward(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients, LaneMemory? inputGradients)
    {
        if (inputGradients is null)
            return;
        LaneAffine<TVector, TLanes>.RunBack(
            outputGradients, _frame.OutputGradient, x, _frame.Input, _terms, TLanes.Count, inputGradients, _frame.InputGradient!);
    }
}
