using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Benchmarks.Comparing;

namespace MLFlux.Benchmarks.Tables;

/// <summary>The ready network against LightGbm, table by table.</summary>
internal static class TableRun
{
    /// <exception cref="InvalidDataException">The list of tables, or a table, cannot be read.</exception>
    public static void Run(string folder, int seeds, string[] only, int? mostRows, bool isFast, Quality quality)
    {
        TableEntry[] tables =
            [.. TableList.Of(folder).Where(table => only.Length == 0
                || only.Any(part => table.File.Contains(part, StringComparison.OrdinalIgnoreCase)))];
        if (tables.Length == 0)
            throw new ArgumentException($"No table's name contains {string.Join(" or ", only)}.");

        Console.WriteLine(TableOutcome.Head);
        var outcomes = new List<TableOutcome>();
        foreach (TableEntry table in tables)
        {
            outcomes.Add(Compare(Path.Combine(folder, table.File), table, isFast ? 1 : seeds, mostRows, isFast, quality));
            Console.WriteLine(outcomes[^1]);
        }

        Console.WriteLine($"the mean of both: {TableOutcome.Joined(outcomes)}");
        Console.WriteLine(TableOutcome.Summary(outcomes));
    }

    private static TableOutcome Compare(string path, TableEntry table, int seeds, int? mostRows, bool isFast, Quality quality)
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadTable(path);
        if (mostRows is int most)
            data = ml.Data.TakeRows(ml.Data.ShuffleRows(data, seed: 1, shufflePoolSize: 100_000), most);
        data = ml.Data.Cache(data);
        int rows = Count(data);
        var ours = new List<Trial>();
        var theirs = new List<Trial>();
        var joined = new List<TableErrors>();
        PredictionTask task = default;
        foreach ((int seed, HeldOutSplit split) in TableRows.Divide(ml, data, rows, seeds, isFast))
        {
            var context = new MLContext(seed);
            IDataView train = split.TrainSet, test = split.TestSet;
            long start = Stopwatch.GetTimestamp();
            ReadyPipeline ready = context.Pipelines().Tabular(train, table.Label, new() { Task = table.Task, Quality = quality });
            ready = ready.With(ready.Training with { Seed = seed });
            task = ready.Task;
            ours.Add(Try(context, ready, train, test, ready, seed, split.TestRows, start));

            // The label alone is made of what the network's pipeline prepares; views compute nothing else.
            ITransformer label = ready.Preprocessing.Fit(train);
            IEstimator<ITransformer> plain = PlainLightGbm.Create(context, train.Schema, ready);
            theirs.Add(Try(context, plain, label.Transform(train), label.Transform(test), ready, seed, split.TestRows,
                Stopwatch.GetTimestamp()));
            joined.Add(ours[^1].Scores.With(theirs[^1].Scores));
        }

        TableErrors[] ourErrors = [.. ours.Select(t => t.Errors)], theirErrors = [.. theirs.Select(t => t.Errors)];
        return new TableOutcome(
            table, rows, (TableErrors.Ratio(ourErrors, theirErrors, task), TableErrors.RatioError(ourErrors, theirErrors, task)),
            TableErrors.Ratio(joined, theirErrors, task), Summarize(ours), Summarize(theirs));
    }

    private static Trial Try(
        MLContext ml, IEstimator<ITransformer> estimator, IDataView train, IDataView test, ReadyPipeline ready, int seed, int testRows,
        long start)
    {
        ITransformer model = estimator.Fit(train);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        IDataView scored = model.Transform(test);
        return new Trial(seed, TableErrors.Of(ml, scored, ready.LabelColumnName, ready.Task, testRows), seconds,
            JoinedScores.Read(scored, ready.LabelColumnName, ready.Task));
    }

    private static (double Mean, double Deviation, double Seconds) Summarize(List<Trial> trials)
    {
        double[] ofSeeds = [.. trials.GroupBy(trial => trial.Seed).Select(seed => seed.Average(trial => trial.Errors.Shown))];
        double mean = ofSeeds.Average();
        double deviation = ofSeeds.Length == 1 ? 0 : Math.Sqrt(ofSeeds.Sum(error => Math.Pow(error - mean, 2)) / (ofSeeds.Length - 1));
        return (mean, deviation, new Figures([.. trials.Select(trial => trial.Seconds)]).Median);
    }

    private static int Count(IDataView data)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([]);
        int rows = 0;
        while (cursor.MoveNext())
            rows++;
        return rows;
    }

    private sealed record Trial(int Seed, TableErrors Errors, double Seconds, JoinedScores Scores);
}
