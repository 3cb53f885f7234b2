using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>
/// Ranges of 90 % for taxi fares: the ready network by quantiles, against LightGbm plus and minus another LightGbm of its absolute
/// error. Both learn from the same four fifths of the training file, and are corrected on the same fifth.
/// </summary>
internal static class IntervalComparison
{
    private const string Fare = "fare_amount", Error = "Error", Features = "PlainFeatures";
    private const double Low = 0.05, High = 0.95, Held = 0.2, MostWidth = 1;

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        IDataView all = ml.Data.Cache(ml.Data.LoadTable(Path.Combine(folder, "tabular", "taxi-fare-train.csv")));
        IDataView test = ml.Data.Cache(ml.Data.LoadTable(Path.Combine(folder, "tabular", "taxi-fare-test.csv")));
        HeldOutSplit split = ml.Data.TrainTestSplit(all, Splits.Random(Held), seed: 1);

        IntervalMetrics ours = Ours(ml, split, test);
        double theirs = Theirs(ml, split, test, out double covered);
        yield return new(
            "90 % ranges of taxi fares: coverage", $"{ours.Coverage:0.0000}", $"LightGbm twice {covered:0.0000}", "0.88 to 0.92",
            ours.Coverage is >= 0.88 and <= 0.92);
        yield return new(
            "90 % ranges of taxi fares: mean width", $"{ours.MeanWidth:0.000} $", $"LightGbm twice {theirs:0.000} $", $"≤ {MostWidth}×",
            ours.MeanWidth <= MostWidth * theirs);
    }

    private static IntervalMetrics Ours(MLContext ml, HeldOutSplit split, IDataView test)
    {
        ReadyPipeline ready = ml.Pipelines().Tabular(split.TrainSet, Fare, new TabularOptions { Task = PredictionTask.Regression });
        ITransformer prepared = ready.Preprocessing.Fit(split.TrainSet);
        NeuralNetworkOptions training = ready.Training with { Loss = Losses.Quantile(Low, 0.5, High), ValidationFraction = 0, Seed = 1 };
        using NeuralNetworkTransformer fitted = ml.Regression.Trainers.NeuralNetwork(ready.Network, training)
            .Fit(prepared.Transform(split.TrainSet), prepared.Transform(split.TestSet));
        return ml.Regression.EvaluateIntervals(fitted.Transform(prepared.Transform(test)), ready.LabelColumnName)[0];
    }

    /// <summary>The mean width of ranges that are the second model's errors times one factor, found on the rows held out.</summary>
    private static double Theirs(MLContext ml, HeldOutSplit split, IDataView test, out double coverage)
    {
        var prepare = ml.Transforms.Categorical
            .OneHotEncoding([new("vendor_id"), new("payment_type"), new("rate_code")])
            .Append(ml.Transforms.Conversion.ConvertType(
                [new("passenger_count"), new("trip_time_in_secs"), new("trip_distance"), new(Fare)], DataKind.Single))
            .Append(ml.Transforms.Concatenate(
                Features, "vendor_id", "payment_type", "rate_code", "passenger_count", "trip_time_in_secs", "trip_distance"));
        var prepared = prepare.Fit(split.TrainSet);
        IDataView train = prepared.Transform(split.TrainSet);
        var fare = ml.Regression.Trainers.LightGbm(Fare, Features).Fit(train);
        IDataView scored = fare.Transform(train);
        IDataView errors = ml.Transforms.CustomMapping<Scored, Off>(
            (row, off) => off.Error = Math.Abs(row.Fare - row.Score), contractName: null).Fit(scored).Transform(scored);
        var error = ml.Regression.Trainers.LightGbm(Error, Features).Fit(errors);

        (float Label, float Score, float Error)[] held = Score(split.TestSet), rows = Score(test);
        double[] ratios = [.. held.Select(row => Math.Abs((double)row.Label - row.Score) / row.Error).Order()];
        double factor = ratios[(int)Math.Ceiling((High - Low) * (ratios.Length + 1)) - 1];
        coverage = rows.Average(row => Math.Abs((double)row.Label - row.Score) <= factor * row.Error ? 1.0 : 0);
        return rows.Average(row => 2 * factor * row.Error);

        (float, float, float)[] Score(IDataView view)
        {
            IDataView priced = fare.Transform(prepared.Transform(view));
            float[] labels = [.. priced.GetColumn<float>(Fare)], scores = [.. priced.GetColumn<float>("Score")];
            float[] off = [.. error.Transform(prepared.Transform(view)).GetColumn<float>("Score").Select(value => Math.Max(value, 0.01f))];
            return [.. labels.Select((label, i) => (label, scores[i], off[i]))];
        }
    }

    private sealed class Scored
    {
        [ColumnName(IntervalComparison.Fare)]
        public float Fare { get; set; }

        public float Score { get; set; }
    }

    private sealed class Off
    {
        public float Error { get; set; }
    }
}
