using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Splitting;
using MLFlux.Training;

namespace MLFlux.Evaluation;

/// <summary>Shuffles one column after another, and sees what becomes of the main figure.</summary>
internal sealed class ImportanceMeter(IHostEnvironment environment, ITransformer model, IDataView data, TaskFigures task,
    FeatureImportanceOptions options)
{
    private readonly long _begin = Stopwatch.GetTimestamp();

    /// <summary>The importance of all columns, the greatest first. Ranks measure some of the columns each.</summary>
    public IReadOnlyList<FeatureImportance> Measure()
    {
        DataViewSchema.Column[] columns = options.Columns is { } names
            ? [.. names.Select(name => ScoredColumns.Find(data.Schema, name, nameof(options)))]
            : [.. data.Schema.Where(column => !column.IsHidden)];
        Ranks ranks = options.Ranks;
        (IShuffledScorer scorer, double whole) = ranks.Together(Begin);
        if (ranks.Count > 1)
        {
            ranks.CheckSame(
            [
                ("The list of columns to shuffle", string.Join(", ", columns.Select(column => column.Name))),
                ("The number of rows", $"{SplitColumns.CountRows(data)}"),
            ]);
        }

        var dependencies = new ColumnDependencies(model, data.Schema);
        HashSet<int> ofLabel = dependencies.Of(options.LabelColumnName), ofScore = dependencies.Of(ScoredColumns.Score);
        int[] order = [.. ranks.Together(() => InOrder(columns, ofScore).ToArray()).Select(column => column.Index)];
        ranks.Broadcast(MemoryMarshal.AsBytes(order.AsSpan())); // Which differs where the time is limited.

        int measured = 0;
        byte[][] results = SharedRuns.Do(ranks, order.Length, place =>
        {
            DataViewSchema.Column column = data.Schema[order[place]];
            options.CancellationToken.ThrowIfCancellationRequested();
            if (measured > 0 && IsOver(1))
                return [];
            ShuffledColumn values = ShuffledColumn.Read(data, column);
            if (values.IsConstant || (ofLabel.Contains(column.Index) && IsLabel(values)))
                return [];
            FeatureImportance importance = ofScore.Contains(column.Index) ? Measure(scorer, values, whole)
                : new FeatureImportance(column.Name, 0, 0);
            measured++;
            if (ranks.IsFirst)
                options.Progress?.Invoke(importance);
            return MemoryMarshal.AsBytes<double>([importance.Loss, importance.StandardDeviation]).ToArray();
        });
        FeatureImportance[] found = [.. Enumerable.Range(0, order.Length).Where(place => results[place].Length > 0)
            .Select(place => Read(place, MemoryMarshal.Cast<byte, double>(results[place])))];
        return [.. found.OrderByDescending(importance => importance.Loss)];

        FeatureImportance Read(int place, ReadOnlySpan<double> values)
        {
            var importance = new FeatureImportance(data.Schema[order[place]].Name, values[0], values[1]);
            if (ranks.IsFirst && !SharedRuns.IsMine(ranks, place))
                options.Progress?.Invoke(importance);
            return importance;
        }
    }

    /// <summary>What scores shuffled rows, and the figure without shuffling.</summary>
    private (IShuffledScorer Scorer, double Whole) Begin()
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        task.Metrics(environment, model.Transform(data), options.LabelColumnName); // Refuses wrong columns and no rows.
        IShuffledScorer scorer = Scorer(data);
        return (scorer, Figure(scorer.Scored));
    }

    private IShuffledScorer Scorer(IDataView rows) =>
        (IShuffledScorer?)SlotScorer.Of(environment, model, rows, options.LabelColumnName) ?? new WholeModelScorer(model, rows);

    /// <summary>The columns as they are or, where the time is limited, those first that move the scores most.</summary>
    private IEnumerable<DataViewSchema.Column> InOrder(DataViewSchema.Column[] columns, HashSet<int> ofScore)
    {
        if (options.TimeLimit is null)
            return columns;

        DataViewSchema.Column[] scored = [.. columns.Where(column => ofScore.Contains(column.Index))];
        IReadOnlyDictionary<int, double> moved =
            ImportanceScreening.Of(Scorer(environment.Data().TakeRows(data, ImportanceScreening.Rows)),
                environment.Data().TakeRows(data, ImportanceScreening.Rows), scored, () =>
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            return IsOver(ImportanceScreening.TimeShare);
        });
        return scored.OrderByDescending(column => moved.GetValueOrDefault(column.Index, double.NegativeInfinity))
            .Concat(columns.Except(scored));
    }

    private bool IsOver(double share) => options.TimeLimit is { } limit && Stopwatch.GetElapsedTime(_begin) > limit * share;

    private FeatureImportance Measure(IShuffledScorer scorer, ShuffledColumn values, double whole)
    {
        var random = new Random(options.Seed);
        var losses = new double[options.Permutations];
        for (int i = 0; i < losses.Length; i++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            int[] order = [.. Enumerable.Range(0, values.Count)];
            random.Shuffle(order);
            losses[i] = whole - Figure(scorer.Shuffled(values, order));
        }

        double mean = losses.Average();
        double spread = losses.Length == 1 ? double.NaN
            : Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / (losses.Length - 1));
        return new FeatureImportance(values.Column.Name, mean, spread);
    }

    /// <summary>The accuracy or R², from the rows one by one: that of ML.NET's evaluator, in one pass.</summary>
    private double Figure(IDataView scored) => task.MeanGain(scored, options.LabelColumnName);

    /// <summary>Whether the labels are others with each row's value of the column from the next row: they are made from it.</summary>
    private bool IsLabel(ShuffledColumn values)
    {
        if (values.Column.Name == options.LabelColumnName)
            return true;
        int[] next = [.. Enumerable.Range(1, values.Count).Select(row => row % values.Count)];
        return !Labels(new WholeModelScorer(model, data).Shuffled(values, next)).SequenceEqual(Labels(model.Transform(data)));
    }

    private IEnumerable<float> Labels(IDataView scored) => task.Labels(scored, options.LabelColumnName);
}
