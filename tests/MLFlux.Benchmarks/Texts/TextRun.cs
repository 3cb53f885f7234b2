using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Texts;

/// <summary>The command <c>texts</c>: short messages of two kinds told apart in several ways, on the same rows.</summary>
internal static class TextRun
{
    private const string LabelName = "type";

    /// <exception cref="InvalidDataException">The file is no table with a label of two kinds and a text.</exception>
    public static void Run(string file, int seeds)
    {
        Console.WriteLine(Machine.Describe());
        Console.WriteLine(Machine.DescribeLoad());
        Console.WriteLine($"{Path.GetFileName(file)}, a fifth held out, means of {seeds} seeds; seconds with reading the texts.");
        Console.WriteLine();
        var trials = new List<Trial>();
        for (int seed = 1; seed <= seeds; seed++)
            trials.AddRange(Try(file, seed));

        Console.WriteLine("| what | accuracy | AUPRC | log-loss | fit | processors' time |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (IGrouping<string, Trial> way in trials.GroupBy(trial => trial.Name))
        {
            Console.WriteLine(
                $"| {way.Key} | {way.Average(t => t.Accuracy):0.0000} | {way.Average(t => t.Precision):0.0000} | "
                + $"{way.Average(t => t.Loss):0.000} | {way.Average(t => t.Seconds):0.0} s | {way.Average(t => t.Busy):0.0} s |");
        }
    }

    private static IEnumerable<Trial> Try(string file, int seed)
    {
        var ml = new MLContext(seed);
        IDataView table = ml.Data.LoadTable(file);
        if (table.Schema.GetColumnOrNull(LabelName) is not { Type: TextDataViewType } label
            || table.Schema.GetColumnOrNull(TextWays.Text) is not { Type: TextDataViewType })
        {
            throw new InvalidDataException($"'{file}' has no columns of text '{LabelName}' and '{TextWays.Text}'.");
        }

        string[] kinds = [.. table.GetColumn<string>(label).Distinct().Order(StringComparer.Ordinal)];
        if (kinds.Length != 2)
            throw new InvalidDataException($"Column '{LabelName}' of '{file}' has {kinds.Length} values; two are to be told apart.");
        IDataView rows = ml.Transforms.Conversion
            .MapValue(TextWays.Label, new Dictionary<string, bool> { [kinds[0]] = false, [kinds[1]] = true }, LabelName)
            .Fit(table).Transform(table);
        DataOperationsCatalog.TrainTestData split = ml.Data.TrainTestSplit(rows, testFraction: 0.2, seed: seed);
        IDataView train = ml.Data.Cache(split.TrainSet, TextWays.Text, TextWays.Label);
        IDataView test = ml.Data.Cache(split.TestSet, TextWays.Text, TextWays.Label);
        foreach ((string name, IEstimator<ITransformer> way) in TextWays.All(ml, seed))
        {
            using Process process = Process.GetCurrentProcess();
            TimeSpan busy = process.TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            ITransformer model = way.Fit(train);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            process.Refresh();
            double spent = (process.TotalProcessorTime - busy).TotalSeconds;
            CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(model.Transform(test), TextWays.Label);
            yield return new Trial(name, metrics.Accuracy, metrics.AreaUnderPrecisionRecallCurve, metrics.LogLoss, seconds, spent);
        }
    }

    private sealed record Trial(string Name, double Accuracy, double Precision, double Loss, double Seconds, double Busy);
}
