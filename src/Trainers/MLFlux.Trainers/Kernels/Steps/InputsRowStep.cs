using System.Buffers;

namespace MLFlux.Kernels;

/// <summary>The branches of several columns for one row: each takes its part of the row, and writes its part of the output.</summary>
internal sealed class InputsRowStep : RowStep
{
    private readonly (int Inputs, RowStep[] Steps)[] _branches;
    private readonly int _scratch;

    /// <param name="branches">How many values each branch takes, and what it makes of them.</param>
    /// <param name="outputs">How many values all branches give.</param>
    public InputsRowStep((int Inputs, RowStep[] Steps)[] branches, int outputs)
        : base(outputs)
    {
        _branches = branches;
        _scratch = branches.SelectMany(branch => branch.Steps).Select(step => step.PaddedOutputs).DefaultIfEmpty().Max();
    }

    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        float[] scratch = ArrayPool<float>.Shared.Rent(_scratch * 2);
        foreach ((int inputs, RowStep[] steps) in _branches)
        {
            ReadOnlySpan<float> values = x[..inputs];
            for (int i = 0; i < steps.Length; i++)
            {
                Span<float> results = scratch.AsSpan(i % 2 * _scratch, steps[i].PaddedOutputs);
                steps[i].Run(values, results);
                values = results[..steps[i].Outputs];
            }

            values.CopyTo(y);
            x = x[inputs..];
            y = y[values.Length..];
        }

        ArrayPool<float>.Shared.Return(scratch);
    }
}
