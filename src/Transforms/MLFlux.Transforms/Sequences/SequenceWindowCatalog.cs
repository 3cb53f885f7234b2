using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Makes rows to learn a forecast from.</summary>
public static class SequenceWindowCatalog
{
    /// <summary>
    /// Cuts windows out of series: a row for each step of time, with what is known up to it and what comes after it. Rows are sorted by
    /// series and time. Nothing of a window's history is from after its step.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A row has the series, the time of its last known step, <c>History</c>: <c>Vector&lt;Single, history, channels&gt;</c>, the oldest
    /// step first, and <c>Future</c>: the horizon's steps of the first target, then those of the next. The channels are the value columns
    /// and, for each in which values are missing where it is fitted, one more that is 1 where the value is known and 0 where not.
    /// </para>
    /// <para>
    /// Steps without a row are missing like values that are NaN. In a history, what is missing is filled with the last value before it in
    /// the window, or else the first after it in the window, or else the column's mean where it is fitted. In a future it stays NaN: a
    /// network's trainer does not learn from it, and leaves out windows that have no future at all, which are there in scoring: the last
    /// of each series is one. Gaps longer than a history end a series, and a new one begins behind them.
    /// </para>
    /// <para>The rows are kept in memory as floats while a cursor reads them; windows are made one by one.</para>
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="options">The columns and sizes.</param>
    /// <exception cref="ArgumentException">Options are out of range; all faults are named.</exception>
    public static SequenceWindowEstimator SequenceWindows(this TransformsCatalog catalog, SequenceWindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] faults = [.. options.Faults()];
        return faults.Length == 0
            ? new SequenceWindowEstimator(catalog.Environment(), options)
            : throw new ArgumentException(string.Join(" ", faults), nameof(options));
    }
}
