using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>The time from the files to the start of the first epoch: unpacking, keys, conversion, building. No other side.</summary>
internal sealed class FirstEpochComparison(Digits digits) : Comparison
{
    public override string Unit => "s";

    public override Goal Goal => Goal.Below(1, Unit);

    public override double MeasureOurs()
    {
        var ml = new MLContext(seed: 1);
        double startOfEpoch = 0;
        long start = Stopwatch.GetTimestamp();
        void Note(EpochReport report) => startOfEpoch = Stopwatch.GetElapsedTime(start).TotalSeconds - report.Duration.TotalSeconds;
        IDataView training = digits.LoadTraining(ml);
        PreparedDigits.Estimator(ml).Append(Trainers.Create(ml, DigitNetwork.Dense.Description, epochs: 1, Note)).Fit(training);
        return startOfEpoch;
    }

    public override double? MeasureTheirs() => null;
}
