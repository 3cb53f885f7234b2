using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.Progress;
using MLFlux.Splitting;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>What is to be learned from which rows, and how: all that is decided before the fit.</summary>
/// <param name="Data">All rows.</param>
/// <param name="Label">The column to predict.</param>
/// <param name="Split">How rows are held out.</param>
/// <param name="Parts">The rows to train on and those held out.</param>
/// <param name="Pipeline">What is made of the columns, the network and how it is trained.</param>
internal sealed record TrainingPlan(DataSource Data, string Label, Split Split, HeldOutSplit Parts, ReadyPipeline Pipeline)
{
    private const int QuickEpochs = 5;

    /// <summary>Reads the data, finds out what its columns hold, and chooses.</summary>
    public static TrainingPlan Make(
        MLContext ml, TrainSettings settings, TableInput input, StepConsole steps, RowCounter counter, CancellationToken cancellation)
    {
        DataSource data = steps.Watch($"reading {input.Name}", () => TrainingData.Infer(ml, input, settings, counter));
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
            "planning", () => Choose(ml, data, data.Rows, label, settings, backbone, asked, cancellation));
        PredictionTask task = whole.Task;
        Split split = SplitFor(whole, label, settings);
        HeldOutSplit parts = steps.Watch("holding rows out", () => SplitViews.HoldOut(data.Rows, split, settings.Seed, cancellation));
        LabelColumn.CheckHeldOut(parts, task, label, cancellation);
        ReadyPipeline pipeline = steps.Watch(
            "planning", () => Choose(ml, data, parts.TrainSet, label, settings, backbone, task, cancellation));
        bool isShort = settings.Quick && !backbone.IsThere; // A new head needs its updates, which few texts and kept images give soon.
        int epochs = settings.Epochs ?? (isShort ? Math.Min(QuickEpochs, pipeline.Training.Epochs) : pipeline.Training.Epochs);
        return new TrainingPlan(data, label, split, parts, pipeline.With(pipeline.Training with { Epochs = epochs }));
    }

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

    private static void CheckNamed(string option, IReadOnlyList<string> named, IReadOnlyList<string> labels, string[] columns)
    {
        if (labels.FirstOrDefault(named.Contains) is string label)
            throw new ArgumentException($"{option} names '{label}', which is the column to predict.");
        if (named.FirstOrDefault(name => !columns.Contains(name)) is string missing)
            throw new ArgumentException($"{option}: {NearestNames.Missing(missing, columns)}.");
    }

    private static ReadyPipeline Choose(
        MLContext ml, DataSource data, IDataView rows, string label, TrainSettings settings, BackboneChoice backbone,
        PredictionTask? task, CancellationToken cancellation) => data.Layout is null
        ? ml.Pipelines().Image(rows, DataSource.ImagePath, label, new ReadyImageOptions
        {
            Task = task,
            Backbone = backbone.Images,
            LearnsLastBlock = backbone.Images is not null && settings.Quality == Quality.Best,
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
            MergeSpellings = !data.IsText && !settings.Texts.Contains(label), // The layout of a text has done so.
            KeepSpellings = name => $"--text {ShellText.Quoted(name)}",
            Unreadable = settings.SkipUnreadable ? UnreadableImages.Skip : UnreadableImages.Fail,
            Kept = settings.Kept,
            Words = settings.Texts,
            LeaveOut = name => $"--ignore {ShellText.Quoted(name)}",
            Keep = name => $"--keep {ShellText.Quoted(name)}",
            RowGroupColumnName = settings.Group is null ? null : ScoredGroups.GroupId,
            Uses = backbone.Uses(settings),
            CancellationToken = cancellation,
        });
}
