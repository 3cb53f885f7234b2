using System.Buffers;

namespace MLFlux.Kernels;

/// <summary>The branches of several columns for one row: each takes its part of the row, and writes its part of the output.</summary>
internal sealed class InputsRowStep : RowStep
{
    private readonly (int Inputs, RowChain Steps)[] _branches;
    private readonly int _scratch;

    /// <param name="branches">How many values each branch takes, and what it makes of them.</param>
    /// <param name="outputs">How many values all branches give.</param>
    public InputsRowStep((int Inputs, RowChain Steps)[] branches, int outputs)
        : base(outputs)
    {
        _branches = branches;
        _scratch = branches.Max(branch => branch.Steps.Scratch);
    }

    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        float[] scratch = ArrayPool<float>.Shared.Rent(_scratch);
        foreach ((int inputs, RowChain steps) in _branches)
        {
            ReadOnlySpan<float> values = steps.Run(x[..inputs], scratch);
            values.CopyTo(y);
            x = x[inputs..];
            y = y[values.Length..];
        }

        ArrayPool<float>.Shared.Return(scratch);
    }
}
