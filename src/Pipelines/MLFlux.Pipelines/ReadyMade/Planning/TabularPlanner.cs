using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.MLNet;

namespace MLFlux.ReadyMade;

/// <summary>Makes a plan for a table.</summary>
internal static class TabularPlanner
{
    public static ReadyPipeline Plan(MLContext ml, IDataView data, string labelColumnName, TabularOptions options)
    {
        SchemaColumns.Find(data.Schema, labelColumnName, "Label");
        if (options.ExampleWeightColumnName is string weight)
            SchemaColumns.Find(data.Schema, weight, nameof(options.ExampleWeightColumnName));
        foreach (string name in options.Uses.Keys)
            SchemaColumns.Find(data.Schema, name, nameof(options.Uses));

        foreach (string name in options.Kept)
            SchemaColumns.Find(data.Schema, name, nameof(options.Kept));
        PredictionTask? task = RankingPlanner.Check(data.Schema, options);
        LabelNames.Check(data.Schema, labelColumnName);

        DataViewSchema.Column[] columns = SchemaColumns.Visible(data.Schema);
        (long rows, IReadOnlyDictionary<string, ColumnProfile> profiles) = DataScan.Of(
            data, columns, name => name == labelColumnName || options.Uses.GetValueOrDefault(name) == ColumnUse.Category,
            options.CancellationToken);
        LabelPlan label = LabelPlanner.Plan(profiles[labelColumnName], task, options.Yes, options.MergeSpellings);
        if (label.Spellings is { Example: var (usual, other) })
        {
            ml.Data.Warn(
                $"Label column '{labelColumnName}' has values in several spellings; each is read as the one that most rows have: "
                + $"'{other}' as '{usual}'. {options.KeepSpellings(labelColumnName)} keeps them apart.");
        }

        var planner = new FeaturePlanner(
            new NewNames(columns.Select(column => column.Name)), label.TrainedColumnName, TaskFigures.Of(label.Task).HasClasses,
            options.TextBackbone);
        Shape? pretrained = options.ImageBackbone is { } images ? ImageBackbone.Input(images, size: null) : null;
        var choices = new List<ColumnChoice>();
        foreach (DataViewSchema.Column column in columns)
        {
            ColumnChoice choice = column.Name == labelColumnName ? label.Choice
                : column.Name == options.ExampleWeightColumnName ? new ColumnChoice(column.Name, ColumnUse.Weight, "weighs the rows")
                : column.Name == options.RowGroupColumnName
                ? new ColumnChoice(column.Name, ColumnUse.Group, "says which rows are put in order together")
                : ColumnUses.Choose(profiles[column.Name], options.Uses.TryGetValue(column.Name, out ColumnUse use) ? use
                    : null, options.Kept.Contains(column.Name), options.Words.Contains(column.Name));
            choices.Add(choice with { Range = profiles[column.Name].Range });
            if (choice.Use == ColumnUse.Image)
            {
                ImageTarget target = pretrained is null ? ImageTarget.Of(data, column, size: null, options.CancellationToken)
                    : ImageBackbone.Target(data, column, pretrained, options.CancellationToken);
                if (options.ImageBackbone is { } body)
                    planner.Branches.AddImages(profiles[column.Name], target, options.Unreadable, body);
                else
                    planner.Branches.AddImages(profiles[column.Name], target, options.Unreadable);
                choices[^1] = choices[^1] with { Reason = $"{choice.Reason}; {target.Description}" };
            }
        }

        if (choices.TrueForAll(choice => !IsLearned(choice)))
        {
            string keep = choices.Where(choice => CanBeKept(profiles[choice.ColumnName], choice, options)).ToArray() is [var first, ..]
                ? $" If it depends on one of them after all, keep that column ({options.Keep(first.ColumnName)})." : "";
            throw new InvalidOperationException(
                $"There is no column to learn '{labelColumnName}' from: "
                + (choices.Count == 1 ? "it is the only one" : string.Join("; ", choices
                    .Where(choice => choice.Use != ColumnUse.Label).Select(choice => $"'{choice.ColumnName}' ({choice.Reason})")))
                + $".{keep}");
        }

        foreach ((string name, bool isByGaps) in LeakFinder.Find(
            data, data.Schema[labelColumnName],
            [.. columns.Where((_, i) => IsLearned(choices[i]))],
            isNumber: !TaskFigures.Of(label.Task).HasClasses))
        {
            ml.Data.Warn(
                $"Column '{name}' alone tells the label '{labelColumnName}'{(isByGaps ? ", by having a value or none" : "")}. "
                + $"If it is not known before the label is, leave it out ({options.LeaveOut(name)}).");
        }

        var features = new TableFeatures(
            data, rows, data.Schema[labelColumnName], isNumber: !TaskFigures.Of(label.Task).HasClasses,
            name => options.Uses.ContainsKey(name) || options.Kept.Contains(name));
        choices = [.. features.Add(planner, choices, profiles, options.CancellationToken)];
        FeaturePlan plan = planner.Finish(rows) with
        {
            IsNoisy = features.IsNoisy && label.IsNumber,
        };
        if (options.TextBackbone is { } reader)
        {
            bool isRead = choices.Exists(
                choice => choice.Use == ColumnUse.Text && profiles[choice.ColumnName].Column.Type is TextDataViewType);
            CheckUsed(isRead, reader.Network.Title, "read texts", "looks like text", options.ReadAsText, choices);
        }

        if (options.ImageBackbone is { } watcher)
        {
            CheckUsed(
                choices.Exists(choice => choice.Use == ColumnUse.Image), (watcher as GraphLayer)?.Title ?? "The network", "look at images",
                "holds images", options.ReadAsImages, choices);
        }

        if (options.Quality == Quality.Best && plan.IsPretrained)
        {
            ml.Data.Warn(
                $"The quality {nameof(Quality.Best)} trains one network here, as {nameof(Quality.Balanced)} does: one for each fold would "
                + "keep a copy of the pretrained network in the model for each.");
        }

        int? classes = label.Classes > 0 ? label.Classes : null;
        bool hasHeavyTails = label.HasHeavyTails && plan.Branches.Count == 0;
        NeuralNetworkOptions training = TabularTraining.Options(
            rows, classes, plan, options.Quality, options.Time, hasHeavyTails) with
        {
            LabelColumnName = label.TrainedColumnName,
            ExampleWeightColumnName = options.ExampleWeightColumnName,
            Progress = options.Progress,
            CancellationToken = options.CancellationToken,
        };
        if (options.RowGroupColumnName is string group)
            training = RankingTraining.Of(training, group);
        Layer network = TabularTraining.Network(
            rows, classes, plan, options.Quality, isRanking: options.RowGroupColumnName is not null, hasHeavyTails);
        return new ReadyPipeline(ml, new PipelinePlan(label, choices, [.. label.Optional, .. plan.Steps], network, training)
        {
            Plain = plan.Plain,
        });
    }

    /// <summary>Refuses a pretrained network that no column is for.</summary>
    private static void CheckUsed(
        bool isUsed, string title, string purpose, string look, string asked, IEnumerable<ColumnChoice> choices)
    {
        if (!isUsed)
        {
            throw new InvalidOperationException(
                $"{title} is there to {purpose}, and no column {look}: "
                + $"{string.Join("; ", choices.Where(choice => choice.Use != ColumnUse.Label))}. Say which column is "
                + $"({asked}), or leave the pretrained network out.");
        }
    }

    private static bool IsLearned(ColumnChoice choice) =>
        choice.Use is not (ColumnUse.Label or ColumnUse.Weight or ColumnUse.Group or ColumnUse.LeftOut);

    /// <summary>Whether a column is left out only because nobody said to keep it.</summary>
    private static bool CanBeKept(ColumnProfile column, ColumnChoice choice, TabularOptions options) =>
        choice.Use == ColumnUse.LeftOut && !options.Uses.ContainsKey(choice.ColumnName)
        && ColumnUses.Choose(column, wanted: null, isKept: true).Use != ColumnUse.LeftOut;
}
