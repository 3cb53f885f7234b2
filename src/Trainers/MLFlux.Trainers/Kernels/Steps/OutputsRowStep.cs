using System.Buffers;

namespace MLFlux.Kernels;

/// <summary>The heads of several labels for one row: each takes the whole row, and writes its part of the output.</summary>
internal sealed class OutputsRowStep : RowStep
{
    private readonly RowChain[] _heads;
    private readonly int _scratch;

    /// <param name="heads">What each head makes of the row.</param>
    /// <param name="outputs">How many values all heads give.</param>
    public OutputsRowStep(RowChain[] heads, int outputs)
        : base(outputs)
    {
        _heads = heads;
        _scratch = heads.Max(head => head.Scratch);
    }

    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        float[] scratch = ArrayPool<float>.Shared.Rent(_scratch);
        foreach (RowChain head in _heads)
        {
            ReadOnlySpan<float> values = head.Run(x, scratch);
            values.CopyTo(y);
            y = y[values.Length..];
        }

        ArrayPool<float>.Shared.Return(scratch);
    }
}
