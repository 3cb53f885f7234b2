using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Memory;

namespace MLFlux.Benchmarks.Large;

/// <summary>Times each phase between a large table in a file and its fits, and the memory at its peak.</summary>
internal sealed class LargeTable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _all, _busy; // By the clock, and of all processors until the last phase.

    public static void Run(int rows, string? file, bool fits)
    {
        string path = file ?? Path.Combine(Directory.CreateTempSubdirectory("mlflux-large-").FullName, "large.csv");
        try
        {
            if (!File.Exists(path))
                MadeTable.Write(path, rows, seed: 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {new FileInfo(path).Length / 1e6:0.0} MB"));
            new LargeTable().Run(path, fits);
        }
        finally
        {
            if (file is null)
                Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private void Run(string path, bool fits)
    {
        var ml = new MLContext(seed: 1);
        ProcessMemory.ResetPeak();
        _busy = Environment.CpuUsage.TotalTime;
        _watch.Restart();
        IDataView table = ml.Data.LoadTable(path);
        Say("the layout is inferred, and every row checked");
        Pass(table);
        Say("the rows are read and kept");
        Pass(table);
        Say("one pass over the rows kept");
        ReadyPipeline whole = ml.Pipelines().Tabular(table, MadeTable.Label);
        Say("the label is planned by all rows");
        Split split = Splits.Stratified(MadeTable.Label);
        HeldOutSplit parts = ml.Data.TrainTestSplit(table, split);
        Say($"rows are held out, {parts.DuplicateRows:#,0} are copies");
        ReadyPipeline pipeline = ml.Pipelines().Tabular(parts.TrainSet, MadeTable.Label, new TabularOptions { Task = whole.Task });
        Say("the pipeline is planned by the rows trained on");
        TimeSpan preparing = _all;
        ITransformer prepared = pipeline.Preprocessing.Fit(parts.TrainSet);
        Say("its preprocessing is fitted");
        Pass(prepared.Transform(parts.TrainSet), pipeline.Training.FeatureColumnName);
        Say("one pass over prepared rows");
        Loader(ml, path);
        if (!fits)
            return;

        using ExperimentResult result = ml.Experiment(pipeline, new ExperimentOptions
        {
            Split = split,
            Baselines = [Baselines.LightGbm],
            BaselineTimeLimit = TimeSpan.FromHours(1),
        }).Run(table);
        Say("the experiment has run");
        Console.WriteLine(result);
        double gbm = result.Baselines[0].FitTime.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"preparing {(preparing + result.PreparationTime).TotalSeconds / gbm:0.00}, network "
            + $"{result.Network.FitTime.TotalSeconds / gbm:0.00} times LightGbm's fit of {gbm:0.0} s; {ProcessMemory.Peak() / 1e6:0} MB"));
    }

    /// <summary>ML.NET's loader over the file as it stands, for comparison.</summary>
    private void Loader(MLContext ml, string path)
    {
        TableLayout layout = ml.Data.InferTable(path);
        _busy = Environment.CpuUsage.TotalTime;
        _watch.Restart();
        Pass(ml.Data.LoadFromTextFile(path, new TextLoader.Options
        {
            Separators = [layout.Separator],
            HasHeader = true,
            MissingRealsAsNaNs = true,
            Columns = [.. layout.Columns.Select(column => new TextLoader.Column(column.Name, column.Kind switch
            {
                TableColumnKind.Number => DataKind.Single, TableColumnKind.Boolean => DataKind.Boolean,
                TableColumnKind.Date => DataKind.DateTime, _ => DataKind.String,
            }, column.Index))],
        }));
        Say("(ML.NET's loader alone reads the file once)");
    }

    private void Say(string what)
    {
        _all += _watch.Elapsed;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_watch.Elapsed.TotalSeconds,7:0.00} s  {(Environment.CpuUsage.TotalTime - _busy).TotalSeconds,6:0.00} s of processors  "
            + $"{ProcessMemory.Peak() / 1e6,6:0} MB at most  {what}"));
        _busy = Environment.CpuUsage.TotalTime;
        _watch.Restart();
    }

    private static void Pass(IDataView rows, params string[] columns)
    {
        using DataViewRowCursor cursor =
            rows.GetRowCursor(rows.Schema.Where(column => !column.IsHidden && (columns.Length == 0 || columns.Contains(column.Name))));
        Action[] reads = [.. rows.Schema.Where(cursor.IsColumnActive).Select(column => Reader(cursor, column))];
        while (cursor.MoveNext())
        {
            foreach (Action read in reads)
                read();
        }
    }

    private static Action Reader(DataViewRow row, DataViewSchema.Column column)
    {
        return column.Type switch
        {
            VectorDataViewType => Of<VBuffer<float>>(),
            TextDataViewType => Of<ReadOnlyMemory<char>>(),
            BooleanDataViewType => Of<bool>(),
            DateTimeDataViewType => Of<DateTime>(),
            { RawType: var type } when type == typeof(double) => Of<double>(),
            { RawType: var type } when type == typeof(long) => Of<long>(),
            _ => Of<float>(),
        };

        Action Of<T>()
        {
            ValueGetter<T> get = row.GetGetter<T>(column);
            T value = default!;
            return () => get(ref value);
        }
    }
}
