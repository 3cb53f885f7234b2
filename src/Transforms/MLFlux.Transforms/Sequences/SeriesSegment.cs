namespace MLFlux.Sequences;

/// <summary>A part of a series without long gaps, with a place for each step of time.</summary>
/// <param name="Series">The series.</param>
/// <param name="Start">The time of the first step.</param>
/// <param name="Values">The values of the steps, one step after another; NaN for missing ones.</param>
/// <param name="Width">How many values a step has.</param>
internal sealed record SeriesSegment(TimeSeries Series, long Start, float[] Values, int Width)
{
    /// <summary>How many steps there are.</summary>
    public int Steps => Values.Length / Width;

    /// <summary>A value, NaN where it is missing or the step lies behind the end.</summary>
    public float Value(int step, int column) => step < Steps ? Values[(step * Width) + column] : float.NaN;

    /// <summary>Whether a value of a column is missing.</summary>
    public bool Misses(int column) => Enumerable.Range(0, Steps).Any(step => float.IsNaN(Value(step, column)));
}
