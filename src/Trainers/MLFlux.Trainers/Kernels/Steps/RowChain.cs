namespace MLFlux.Kernels;

/// <summary>Steps one after another, for one row at a time.</summary>
/// <remarks>Immutable, and safe for any thread; each caller brings its own scratch memory.</remarks>
/// <param name="steps">The steps, of which the first takes the features.</param>
internal sealed class RowChain(RowStep[] steps)
{
    private readonly int _width = steps.Select(step => step.PaddedOutputs).DefaultIfEmpty().Max();
    private readonly int _blockWidth = steps.Select(step => BlockProduct.Padded(step.PaddedOutputs)).DefaultIfEmpty().Max();

    /// <summary>How many values the last step gives.</summary>
    public int Outputs => steps[^1].Outputs;

    /// <summary>How many values of scratch memory a row takes.</summary>
    public int Scratch => _width * 2;

    /// <summary>How many values of scratch memory each of many rows takes.</summary>
    public int BlockScratch => _blockWidth * 2;

    /// <summary>What the last step gives for a row, in the scratch memory; the row itself where there is no step.</summary>
    /// <param name="x">The row.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> values.</param>
    public ReadOnlySpan<float> Run(ReadOnlySpan<float> x, float[] scratch)
    {
        ReadOnlySpan<float> values = x;
        for (int i = 0; i < steps.Length; i++)
        {
            Span<float> results = scratch.AsSpan(i % 2 * _width, steps[i].PaddedOutputs);
            steps[i].Run(values, results);
            values = results[..steps[i].Outputs];
        }

        return values;
    }

    /// <summary>What the last step gives for many rows, in the scratch memory; there has to be a step.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="scratch"><see cref="BlockScratch"/> values for each row, those that fill up a tile, too.</param>
    public RowBlock Run(RowBlock x, Span<float> scratch)
    {
        RowBlock values = x;
        for (int i = 0; i < steps.Length; i++)
        {
            var results = new RowBlock(scratch[(i % 2 * (scratch.Length / 2))..], x.Count, _blockWidth, _blockWidth);
            steps[i].Run(values, results);
            values = results.OfWidth(steps[i].Outputs);
        }

        return values;
    }
}
