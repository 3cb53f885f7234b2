using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>Windows that end from a time on, beside those whose future is before it.</summary>
internal static class TriedWindows
{
    public static HeldOutSplit From(MLContext ml, IDataView rows, SequenceWindowOptions options, DateTime from)
    {
        IDataView windows = ml.Data.Cache(ml.Transforms.SequenceWindows(options).Fit(rows).Transform(rows));
        DateTime[] times = [.. windows.GetColumn<DateTime>(options.TimeColumnName)];
        TimeSpan step = times.Distinct().Order().Take(2).ToArray() is [var first, var second] ? second - first : TimeSpan.Zero;
        return ml.Data.TrainTestSplit(windows, Splits.ByTime(
            options.TimeColumnName, step * options.Horizon, (double)times.Count(time => time >= from) / times.Length));
    }
}
