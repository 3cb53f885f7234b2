using Microsoft.ML;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>Data in; a model with its card, figures and a report out.</summary>
internal static class TrainingRun
{
    private const int QuickEpochs = 5;

    public static void Run(TrainSettings settings, CancellationToken cancellation)
    {
        CheckOutput(settings);
        MLContext ml = ToolContext.Create(settings.Seed);
        using TableInput input = TableInput.Open(settings.Data, isTable: true, cancellation);
        DataSource data = DataSource.Infer(ml, input, settings);
        string label = LabelColumn.Find(data, settings.Label);
        if (data.Layout is { } layout)
        {
            string[] columns = [.. layout.Columns.Select(column => column.Name)];
            CheckNamed("--ignore", settings.Ignored, label, columns);
            CheckNamed("--keep", settings.Kept, label, columns);
        }

        // The rows held out have no part in the choice of columns and network; what is to be predicted is chosen by all.
        PredictionTask task = Plan(ml, data, data.Rows, label, settings, settings.Task, cancellation).Task;
        Split split = task == PredictionTask.Regression ? Splits.Random(settings.TestFraction) : Splits.Stratified(label, settings.TestFraction);
        HeldOutSplit parts = ml.Data.TrainTestSplit(data.Rows, split, settings.Seed);
        LabelColumn.CheckHeldOut(parts, task, label, cancellation);
        ReadyPipeline pipeline = Plan(ml, data, parts.TrainSet, label, settings, task, cancellation);
        int epochs = settings.Epochs ?? (settings.Quick ? Math.Min(QuickEpochs, pipeline.Training.Epochs) : pipeline.Training.Epochs);
        NeuralNetworkOptions training = pipeline.Training with { Epochs = epochs };
        pipeline = pipeline.With(settings.Log is string log
            ? training.LogTo(new TensorBoardLog(log)).LogTo(new CsvLog(Path.Combine(log, "training.csv")))
            : training);
        Console.WriteLine($"{pipeline}\n");

        var progress = new ExperimentConsole();
        using ExperimentResult result = progress.Watch(() => ml.Experiment(pipeline, new ExperimentOptions
        {
            Split = split,
            Seed = settings.Seed,
            Baselines = settings.Quick ? [] : Baselines.All,
            Progress = progress.Show,
            CancellationToken = cancellation,
        }).Run(data.Rows));
        Console.WriteLine($"\n{result}");

        // Whatever takes time comes before the first file: one who cancels finds the files of before.
        ModelCard card = Card(data, label, pipeline, result, cancellation);
        PredictionReport report = HeldOutReport.Make(ml, data, result, pipeline.BinaryValues, cancellation);
        ml.Model.SaveAtomically(result.Model, data.Rows.Schema, settings.Out, card);
        report.Show();
        string page = Page(settings);
        report.SaveHtml(page);
        if (settings.Report is not null)
            HeldOutReport.Save(report, settings.Report);

        Console.WriteLine($"{page} has the report; open it in a browser");
        Console.WriteLine($"{settings.Out} has the model and its card; read it with: mlflux show {settings.Out}");
        Console.WriteLine(FormattableString.Invariant($"held-out {result.Metrics[0].Name}: {result.Metrics[0].Value:0.0000}"));
    }

    private static string Page(TrainSettings settings) => Path.ChangeExtension(settings.Out, ".html");

    private static void CheckOutput(TrainSettings settings)
    {
        (string, string) data = (settings.Data, "the data");
        OutputPaths.CheckFile("--out", settings.Out, data);
        OutputPaths.CheckFile("The report beside --out,", Page(settings), data, (settings.Out, "the model"));
        if (settings.Report is not null)
            OutputPaths.CheckFolder("--report", Path.GetFullPath(settings.Report));
        if (settings.Log is not null)
            OutputPaths.CheckFolder("--log", Path.GetFullPath(settings.Log));
    }

    private static void CheckNamed(string option, IReadOnlyList<string> named, string label, string[] columns)
    {
        if (named.Contains(label))
            throw new ArgumentException($"{option} names '{label}', which is the column to predict.");
        if (named.FirstOrDefault(name => !columns.Contains(name)) is string missing)
            throw new ArgumentException($"{option}: {NearestNames.Missing(missing, columns)}.");
    }

    private static ReadyPipeline Plan(
        MLContext ml, DataSource data, IDataView rows, string label, TrainSettings settings, PredictionTask? task, CancellationToken cancellation) => data.Layout is null
        ? ml.Pipelines().Image(rows, DataSource.ImagePath, label, new ReadyImageOptions
        {
            Task = task,
            Unreadable = settings.SkipUnreadable ? UnreadableImages.Skip : UnreadableImages.Fail,
            CancellationToken = cancellation,
        })
        : ml.Pipelines().Tabular(rows, label, new TabularOptions
        {
            Task = task,
            Yes = settings.Yes,
            Kept = settings.Kept,
            LeaveOut = name => $"--ignore {(name.Contains(' ', StringComparison.Ordinal) ? $"'{name}'" : name)}",
            Uses = settings.Ignored.Distinct().ToDictionary(name => name, _ => ColumnUse.LeftOut),
            CancellationToken = cancellation,
        });

    private static ModelCard Card(DataSource data, string label, ReadyPipeline pipeline, ExperimentResult result, CancellationToken cancellation)
    {
        Dictionary<string, string> uses = pipeline.Choices.ToDictionary(choice => choice.ColumnName, choice => $"{choice.Use} ({choice.Reason})");
        ModelCard card = ModelCard.Describe(result.Model, data.Rows.Schema, label);
        string? Use(string name) => data.Layout?.Columns.FirstOrDefault(column => column.Name == name)?.Unit is string unit && uses.TryGetValue(name, out string? use)
            ? $"{use}, in {unit}"
            : uses.GetValueOrDefault(name);
        return card with
        {
            LabelValues = pipeline.BinaryValues ?? card.LabelValues,
            Columns = [.. card.Columns.Select(column => column with { Use = Use(column.Name) })],
            Table = data.Layout is { } layout ? ModelCardTable.Of(layout) : null,
            Data = new ModelCardData(
                data.Name, DataFingerprint.Of(data.Path, cancellation), result.Rows.TrainRows + result.Rows.TestRows, result.Rows.TestRows),
            HeldOut = result.Metrics,
            Baselines = [.. result.Baselines.Where(baseline => baseline.LeftOut is null).Select(baseline => new ModelCardBaseline(baseline.Name, baseline.Metrics))],
            Verdict = result.Verdict.Sentence,
        };
    }
}
