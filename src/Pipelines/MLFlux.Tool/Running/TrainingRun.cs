using Microsoft.ML;
using MLFlux.Progress;

namespace MLFlux.Tool.Running;

/// <summary>Data in; a model with its card, figures and a report out.</summary>
internal static class TrainingRun
{
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
            TrainOutputs.Check(settings);
        MLContext ml = ToolContext.Create(settings.Seed);
        using TableInput input = steps.Watch("waiting for the data", () => TableInput.Open(settings.Data, isTable: true, cancellation));
        TrainingPlan plan = TrainingPlan.Make(ml, settings, input, steps, counter, cancellation);
        NeuralNetworkOptions training = plan.Pipeline.Training with
        {
            MemoryBudget = settings.Memory ?? plan.Pipeline.Training.MemoryBudget,
            Ranks = ranks,
            StopToken = interruption.FitStop, // Of several processes the first decides, after each batch.
            BatchProgress = plan.Pipeline.Training.BatchProgress + (_ => interruption.FitHasBegun()),
        };
        training = watch?.Follow(training) ?? training;
        plan = plan with
        {
            Pipeline = plan.Pipeline.With(settings.Log is string log && ranks.Index == 0
                ? training.LogTo(new TensorBoardLog(log)).LogTo(new CsvLog(Path.Combine(log, "training.csv")))
                : training),
        };
        Console.WriteLine($"{Listing.Of(plan.Pipeline)}\n");
        if (ranks.Count > 1)
            Console.WriteLine($"{ranks.Count} processes train together.\n");
        if (ranks.Index > 0)
        {
            FitAlong(ml, settings, plan, cancellation);
            return;
        }

        var model = new FittedModel(ml, plan.Data, plan.Label, plan.Pipeline, settings, interruption);
        model.Expect(
            MeasuresImportance(settings, plan.Data) ? [Compared(settings), ColumnImportance, Report] : [Compared(settings), Report]);
        try
        {
            Compare(ml, settings, plan, model, interruption, steps, counter, watch);
        }
        catch (Exception fault) when (model.IsSaved && fault is not PartlyDoneException)
        {
            throw model.Ended(fault);
        }
    }

    /// <summary>Takes part in the fit and in measuring importance; the first process alone compares, saves and reports.</summary>
    private static void FitAlong(MLContext ml, TrainSettings settings, TrainingPlan plan, CancellationToken cancellation)
    {
        using ExperimentResult result = ml.Experiment(plan.Pipeline, new ExperimentOptions
        {
            Split = plan.Split, Divided = plan.Parts, Seed = settings.Seed, Baselines = [], CancellationToken = cancellation,
            Fitted = _ => ToolRanks.TellMemory(),
        }).Run(plan.Data.Rows);
        try
        {
            if (MeasuresImportance(settings, plan.Data))
                HeldOutReport.Importance(ml, result, plan.Pipeline.Training.Ranks, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The first process meets or is told it, says so, and goes on to its report.
        }
    }

    private static string Compared(TrainSettings settings) => settings.Quick ? Figures : Comparison;

    private static bool MeasuresImportance(TrainSettings settings, DataSource data) => settings.Importance && data.Layout is not null;

    /// <summary>Fits the network, which is saved at once, tries it, compares it with others, and reports on it.</summary>
    private static void Compare(
        MLContext ml, TrainSettings settings, TrainingPlan plan, FittedModel model, Interruption interruption, StepConsole steps,
        RowCounter counter, TrainingWatch? watch)
    {
        (DataSource data, _, Split split, HeldOutSplit parts, ReadyPipeline pipeline) = plan;
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

        string page = TrainOutputs.Page(settings);
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
}
