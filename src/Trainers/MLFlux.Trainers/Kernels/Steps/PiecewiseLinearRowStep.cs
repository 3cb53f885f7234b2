using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>Numbers among their bins, for one row.</summary>
/// <param name="step">Which values are numbers, and how many bins they have.</param>
/// <param name="start">Where each bin begins, [numbers, bins].</param>
/// <param name="slope">One over the width of each bin, [numbers, bins].</param>
internal sealed class PiecewiseLinearRowStep(PiecewiseLinearStep step, float[] start, float[] slope) : RowStep(step.Output.Size)
{
    public override void Run(ReadOnlySpan<float> x, Span<float> y) => Encode(step, x, start, slope, y[..Outputs]);

    /// <summary>Takes a row to the values that are no numbers, and the numbers' parts of their bins.</summary>
    public static void Encode(
        PiecewiseLinearStep step, ReadOnlySpan<float> x, ReadOnlySpan<float> start, ReadOnlySpan<float> slope, Span<float> y)
    {
        int[] others = step.Others, numbers = step.Numbers;
        for (int i = 0; i < others.Length; i++)
            y[i] = x[others[i]];
        Span<float> parts = y[others.Length..];
        for (int number = 0; number < numbers.Length; number++)
        {
            int first = number * step.Bins;
            TensorPrimitives.Subtract(x[numbers[number]], start.Slice(first, step.Bins), parts.Slice(first, step.Bins));
        }

        TensorPrimitives.Multiply(parts, slope, parts);
        TensorPrimitives.Min(parts, 1f, parts);
        TensorPrimitives.Max(parts, 0f, parts);
    }
}
