using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;

namespace MLFlux.Experiments;

/// <summary>
/// The time that a baseline's fit may take. ML.NET's trainers cannot be stopped once they run, so a fit that may take long is
/// tried with one iteration and with three, and begun only where all of its iterations fit into the time.
/// </summary>
/// <param name="limit">The time.</param>
/// <param name="say">Is told how long a long fit takes, as the end of a sentence.</param>
internal sealed class FitBudget(TimeSpan limit, Action<string> say)
{
    private const int Tried = 3;

    /// <summary>The part of the time from which on a fit is tried first.</summary>
    private const double WorthTrying = 0.1;

    /// <summary>What the tries took, which are no part of the fit.</summary>
    public TimeSpan Trying { get; private set; }

    /// <summary>Fits a trainer of so many iterations.</summary>
    /// <param name="create">Makes the trainer for a number of iterations.</param>
    /// <param name="iterations">How many there are in all.</param>
    /// <param name="operations">About how many nanoseconds an iteration takes on one core.</param>
    /// <param name="train">The rows.</param>
    /// <param name="size">What makes it long, in words: <c>of 1,000 classes</c>.</param>
    /// <exception cref="LeftOutException">It would take too long.</exception>
    public ITransformer Fit(Func<int, IEstimator<ITransformer>> create, int iterations, double operations, IDataView train, string size)
    {
        if (operations * iterations * 1e-9 < WorthTrying * limit.TotalSeconds)
            return create(iterations).Fit(train);

        TimeSpan first = Time(1), expected = first * iterations;
        if (expected > limit)
        {
            TimeSpan further = Time(Tried) - first; // Without what is done once.
            expected = first + (further > TimeSpan.Zero ? further / (Tried - 1) * (iterations - 1) : TimeSpan.Zero);
        }

        if (expected > limit)
        {
            throw new LeftOutException(
                $"Its {iterations} iterations {size} would take about {Text(expected)}, and the time for a baseline is {Text(limit)} "
                + $"({nameof(ExperimentOptions)}.{nameof(ExperimentOptions.BaselineTimeLimit)}).");
        }

        say($"about {Text(expected)}");
        return create(iterations).Fit(train);

        TimeSpan Time(int few)
        {
            long begin = Stopwatch.GetTimestamp();
            (create(few).Fit(train) as IDisposable)?.Dispose();
            TimeSpan time = Stopwatch.GetElapsedTime(begin);
            Trying += time;
            return time;
        }
    }

    private static string Text(TimeSpan time) => time.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:N0} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(time.TotalSeconds, 0.1):0.#} s");
}
