using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>The steps of a batch of sequences of which some are padding. Inside a dispose scope.</summary>
internal sealed class PaddedSteps
{
    private readonly Tensor[] _padding = [];
    private readonly long[] _counts = [];
    private readonly long _rows;

    /// <param name="padding">True at steps that are padding, [rows, time]; null for none.</param>
    public PaddedSteps(Tensor? padding)
    {
        if (padding is null)
            return;

        _rows = padding.size(0);
        _counts = padding.sum(0, type: ScalarType.Int64).cpu().data<long>().ToArray();
        _padding = padding.unsqueeze(-1).unbind(1);
    }

    /// <summary>Whether a step is padding in all rows, so that there is nothing to compute.</summary>
    public bool AreAllPadding(int time) => _counts.Length > 0 && _counts[time] == _rows;

    /// <summary>The state after a step, which is the one before it where the step is padding.</summary>
    public Tensor[] Keep(int time, Tensor[] after, Tensor[] before) =>
        HasPadding(time) ? [.. after.Zip(before, (next, last) => where(_padding[time], last, next))] : after;

    /// <summary>What is given for a step of its state: zeros where the step is padding. In the scope around the step's.</summary>
    public Tensor Given(int time, Tensor state) =>
        HasPadding(time) ? state.Filled(_padding[time], 0).MoveToOuterDisposeScope() : state;

    private bool HasPadding(int time) => _counts.Length > 0 && _counts[time] > 0;
}
