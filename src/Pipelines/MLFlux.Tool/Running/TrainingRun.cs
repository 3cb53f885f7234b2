using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.Progress;
using MLFlux.Splitting;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>Data in; a model with its card, figures and a report out.</summary>
internal static class TrainingRun
{
    private const int QuickEpochs = 5;

    private const string Comparison = "the comparison with other models", Figures = "the figures on the rows held out",
        ColumnImportance = "the importance of columns", Report = "the report";

    public static void Run(TrainSettings settings, Interruption interruption)
    {
        using TrainingWatch? watch = TrainingWatch.TryOpen(settings, interruption);
        try
        {
            Run(settings, interruption, watch);
        }
        catch (Exception fault)
        {
            bool isCancelled = interruption.IsAsked && fault is not PartlyDoneException;
            watch?.End(isCancelled ? interruption.Words() : CommandAction.Sentence(fault), isFault: !interruption.IsAsked);
            throw;
        }
    }

    private static void Run(TrainSettings settings, Interruption interruption, TrainingWatch? watch)
    {
        CancellationToken cancellation = interruption.Cancellation;
        var counter = new RowCounter(cancellation);
        var steps = new StepConsole(counter, watch is null ? null : watch.Say);
        Ranks ranks = ToolRanks.Of(settings.Data);
        if (ranks.Index == 0)
            CheckOutput(settings);
        MLContext ml = ToolContext.Create(settings.Seed);
        using TableInput input = steps.Watch("waiting for the data", () => TableInput.Open(settings.Data, isTable: true, cancellation));
        DataSource data = steps.Watch($"reading {input.Name}", () => DataSource.Infer(ml, input, settings, counter));
        IReadOnlyList<string> several = SeveralLabels.Find(data, settings);
        string label = several.Count > 0 ? SeveralLabels.Name(several) : LabelColumn.Find(data, settings.Label);
        if (data.Layout is { } layout)
        {
            string[] columns = [.. layout.Columns.Select(column => column.Name)];
            IReadOnlyList<string> labels = several.Count > 0 ? several : [label];
            CheckNamed("--ignore", settings.Ignored, labels, columns);
            CheckNamed("--keep", settings.Kept, labels, columns);
        }

        string? group = RankedGroups.Find(data, settings);
        if (several.Count > 0)
            data = SeveralLabels.Join(ml, data, several);
        if (group is not null)
            data = RankedGroups.Join(ml, data, group);

        // The rows held out have no part in the choice of columns and network; what is to be predicted is chosen by all.
        PredictionTask? asked = several.Count > 0 ? PredictionTask.MultilabelClassification
            : group is not null ? PredictionTask.Ranking : settings.Task;
        BackboneChoice backbone = BackboneChoice.Of(settings, data);
        ReadyPipeline whole = steps.Watch(
            "planning", () => Plan(ml, data, data.Rows, label, settings, backbone, asked, cancellation));
        PredictionTask task = whole.Task;
        Split split = SplitFor(whole, label, settings);
        HeldOutSplit parts = steps.Watch("holding rows out", () => SplitViews.HoldOut(data.Rows, split, settings.Seed, cancellation));
        LabelColumn.CheckHeldOut(parts, task, label, cancellation);
        ReadyPipeline pipeline = steps.Watch(
            "planning", () => Plan(ml, data, parts.TrainSet, label, settings, backbone, task, cancellation));
        bool isShort = settings.Quick && !backbone.IsThere; // A new head needs its updates, which few texts and kept images give soon.
        int epochs = settings.Epochs ?? (isShort ? Math.Min(QuickEpochs, pipeline.Training.Epochs) : pipeline.Training.Epochs);
        NeuralNetworkOptions training = pipeline.Training with
        {
            Epochs = epochs,
            MemoryBudget = settings.Memory ?? pipeline.Training.MemoryBudget,
            Ranks = ranks,
            StopToken = interruption.FitStop, // Of several processes the first decides, after each batch.
            BatchProgress = pipeline.Training.BatchProgress + (_ => interruption.FitHasBegun()),
        };
        training = watch?.Follow(training) ?? training;
        pipeline = pipeline.With(settings.Log is string log && ranks.Index == 0
            ? training.LogTo(new TensorBoardLog(log)).LogTo(new CsvLog(Path.Combine(log, "training.csv")))
            : training);
        Console.WriteLine($"{Listing.Of(pipeline)}\n");
        if (ranks.Count > 1)
            Console.WriteLine($"{ranks.Count} processes train together.\n");
        if (ranks.Index > 0)
        {
            FitAlong(ml, settings, data, split, parts, pipeline, cancellation);
            return;
        }

        var model = new FittedModel(ml, data, label, pipeline, settings, interruption);
        model.Expect(MeasuresImportance(settings, data) ? [Compared(settings), ColumnImportance, Report] : [Compared(settings), Report]);
        try
        {
            Compare(ml, settings, data, split, parts, pipeline, model, interruption, steps, counter, watch);
        }
        catch (Exception fault) when (model.IsSaved && fault is not PartlyDoneException)
        {
            throw model.Ended(fault);
        }
    }

    /// <summary>Takes part in the fit and in measuring importance; the first process alone compares, saves and reports.</summary>
    private static void FitAlong(
        MLContext ml, TrainSettings settings, DataSource data, Split split, HeldOutSplit parts, ReadyPipeline pipeline,
        CancellationToken cancellation)
    {
        using ExperimentResult result = ml.Experiment(pipeline, new ExperimentOptions
        {
            Split = split, Divided = parts, Seed = settings.Seed, Baselines = [], CancellationToken = cancellation,
            Fitted = _ => ToolRanks.TellMemory(),
        }).Run(data.Rows);
        try
        {
            if (MeasuresImportance(settings, data))
                HeldOutReport.Importance(ml, result, pipeline.Training.Ranks, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The first process meets or is told it, says so, and goes on to its report.
        }
    }

    private static string Compared(TrainSettings settings) => settings.Quick ? Figures : Comparison;

    private static bool MeasuresImportance(TrainSettings settings, DataSource data) => settings.Importance && data.Layout is not null;

    /// <summary>Rows that a model cannot tell apart are either trained on or held out.</summary>
    private static Split SplitFor(ReadyPipeline pipeline, string label, TrainSettings settings) =>
        (settings.Group is string group ? Splits.ByGroup(group, settings.TestFraction)
            : TaskFigures.Of(pipeline.Task).HasClasses ? Splits.Stratified(label, settings.TestFraction)
            : Splits.Random(settings.TestFraction)) with
        {
            KeepsDuplicatesTogether = !settings.SplitDuplicates && settings.Group is null,
            ComparedColumns = [.. pipeline.Choices.Where(choice => choice.Use != ColumnUse.LeftOut).Select(choice => choice.ColumnName)],
            DivideCopies = "divide copies as well (--split-duplicates)",
        };

    /// <summary>Fits the network, which is saved at once, tries it, compares it with others, and reports on it.</summary>
    private static void Compare(
        MLContext ml, TrainSettings settings, DataSource data, Split split, HeldOutSplit parts, ReadyPipeline pipeline, FittedModel model,
        Interruption interruption, StepConsole steps, RowCounter counter, TrainingWatch? watch)
    {
        CancellationToken cancellation = interruption.Cancellation;
        Func<string> before = interruption.Words;
        interruption.Words = () => model.IsSaved ? model.Ended(new OperationCanceledException()).Message : before();
        var progress = new ExperimentConsole();
        using ExperimentResult result = progress.Watch(() => ml.Experiment(pipeline, new ExperimentOptions
        {
            Split = split,
            Divided = parts,
            Seed = settings.Seed,
            Baselines = settings.Quick ? [] : Baselines.All,
            Progress = report =>
            {
                progress.Show(report);
                if (report is { Epoch: null, Batch: null })
                    watch?.Say(report.ToString());
            },
            EpochFitted = watch is null ? null : (epoch, make) => watch.Look(ml, data, parts.TestSet, pipeline, epoch, make),
            Fitted = fitted =>
            {
                watch?.FitIsOver();
                model.Save(fitted);
                ToolRanks.TellMemory();
                interruption.FitIsSaved();
            },
            CancellationToken = cancellation,
        }).Run(data.Rows));
        ModelCard card = steps.Watch("saving", () => model.Save(result, cancellation));
        model.Has(Compared(settings));
        Console.WriteLine($"\n{result}");
        model.Try("The network with LightGbm", () => model.SaveJoined(result));

        IReadOnlyList<FeatureImportance> importance = [];
        if (MeasuresImportance(settings, data))
        {
            watch?.Say("measuring the importance of columns");
            model.Try(
                "The importance of columns",
                () => importance = HeldOutReport.Importance(ml, result, pipeline.Training.Ranks, cancellation));
            model.Has(ColumnImportance);
        }

        string page = Page(settings);
        model.Try("The report", () =>
        {
            PredictionReport report = steps.Watch("making the report", () =>
                HeldOutReport.Make(ml, data, result, card, pipeline.BinaryValues, importance, counter));
            report.Show();
            report.SaveHtml(page);
            if (settings.Report is not null)
                HeldOutReport.Save(report, settings.Report);
            Console.WriteLine($"{page} has the report; open it in a browser");
        });
        model.Has(Report);
        model.ThrowIfPartlyDone();
        Console.WriteLine($"{settings.Out} has the model and its card; read it with: mlflux show {settings.Out}");
        string figure = FormattableString.Invariant($"held-out {result.Metrics[0].Name}: {result.Metrics[0].Value:0.0000}");
        Console.WriteLine(figure);
        watch?.End($"Done: '{settings.Out}' has the model; {figure}.", isFault: false);
    }

    private static string Page(TrainSettings settings) => Path.ChangeExtension(settings.Out, ".html");

    private static void CheckOutput(TrainSettings settings)
    {
        OutputPaths.CheckFile("--out", settings.Out, settings.Data.Files);
        OutputPaths.CheckFile("The report beside --out,", Page(settings), [.. settings.Data.Files, (settings.Out, "the model")]);
        if (!settings.Quick)
            OutputPaths.CheckFile("The network with LightGbm beside --out,", OutputPaths.Joined(settings.Out), settings.Data.Files);
        if (settings.Report is not null)
            OutputPaths.CheckFolder("--report", Path.GetFullPath(settings.Report));
        if (settings.Log is not null)
            OutputPaths.CheckFolder("--log", Path.GetFullPath(settings.Log));
    }

    private static void CheckNamed(string option, IReadOnlyList<string> named, IReadOnlyList<string> labels, string[] columns)
    {
        if (labels.FirstOrDefault(named.Contains) is string label)
            throw new ArgumentException($"{option} names '{label}', which is the column to predict.");
        if (named.FirstOrDefault(name => !columns.Contains(name)) is string missing)
            throw new ArgumentException($"{option}: {NearestNames.Missing(missing, columns)}.");
    }

    private static ReadyPipeline Plan(
        MLContext ml, DataSource data, IDataView rows, string label, TrainSettings settings, BackboneChoice backbone,
        PredictionTask? task, CancellationToken cancellation) => data.Layout is null
        ? ml.Pipelines().Image(rows, DataSource.ImagePath, label, new ReadyImageOptions
        {
            Task = task,
            Backbone = backbone.Images,
            Size = settings.ImageSize,
            Unreadable = settings.SkipUnreadable ? UnreadableImages.Skip : UnreadableImages.Fail,
            CancellationToken = cancellation,
        })
        : ml.Pipelines().Tabular(rows, label, new TabularOptions
        {
            Task = task,
            Quality = settings.Quality,
            Time = settings.Time,
            TextBackbone = backbone.Texts,
            ReadAsText = "--text COLUMN",
            ImageBackbone = backbone.Images,
            ReadAsImages = "give it paths of image files, seen from the table's folder",
            Yes = settings.Yes,
            Unreadable = settings.SkipUnreadable ? UnreadableImages.Skip : UnreadableImages.Fail,
            Kept = settings.Kept,
            LeaveOut = name => $"--ignore {Quoted(name)}",
            Keep = name => $"--keep {Quoted(name)}",
            RowGroupColumnName = settings.Group is null ? null : ScoredGroups.GroupId,
            Uses = backbone.Uses(settings),
            CancellationToken = cancellation,
        });

    /// <summary>A column's name as a shell takes it.</summary>
    public static string Quoted(string name) => name.Contains(' ', StringComparison.Ordinal) ? $"'{name}'" : name;
}
