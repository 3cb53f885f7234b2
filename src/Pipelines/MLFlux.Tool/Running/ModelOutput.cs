using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.MLNet;

namespace MLFlux.Tool.Running;

/// <summary>What a model predicts: as its card says or, without one, as the columns tell that the model adds to its data.</summary>
/// <param name="Task">What it predicts.</param>
/// <param name="Name">What is predicted, for the head of the predictions.</param>
/// <param name="Values">What it may predict, in the order of the scores; for yes or no, the value for no first. Empty for numbers.</param>
internal sealed record ModelOutput(TaskFigures Task, string Name, IReadOnlyList<string> Values)
{
    private static readonly string[] s_truths = ["false", "true"];

    /// <exception cref="InvalidDataException">The model adds no column of predictions.</exception>
    public static ModelOutput Of(LoadedModel model)
    {
        if (model.TellingCard is { } telling)
            return new ModelOutput(TaskFigures.Of(telling.Networks[^1].Task), telling.LabelColumnName!, telling.LabelValues);

        ModelCard? card = model.Card;
        DataViewSchema scored = model.Model.GetOutputSchema(model.RequireSchema());
        TaskFigures task = TaskFigures.Of(
            card is { Networks: [.., ModelCardNetwork last] } ? last.Task : TaskOf(scored, ColumnName(model)));
        string name = card?.LabelColumnName ?? LabelOf(model) ?? ColumnName(model);
        return new ModelOutput(task, name, card?.LabelValues is { Count: > 0 } values ? values : ValuesOf(scored, task));
    }

    /// <summary>The column of the predictions.</summary>
    /// <exception cref="InvalidDataException">The model adds none.</exception>
    public static string ColumnName(LoadedModel model)
    {
        DataViewSchema scored = model.Model.GetOutputSchema(model.RequireSchema());
        return new[] { ScoredColumns.PredictedLabel, ScoredColumns.Score }.FirstOrDefault(name => scored.GetColumnOrNull(name) is not null)
            ?? throw new InvalidDataException(
                $"'{model.Path}' predicts nothing: its model adds neither a column '{ScoredColumns.PredictedLabel}' nor "
                + $"'{ScoredColumns.Score}' to its data.");
    }

    private static PredictionTask TaskOf(DataViewSchema scored, string column) => column == ScoredColumns.Score ? PredictionTask.Regression
        : scored[column].ScoreKind() == nameof(PredictionTask.AnomalyDetection) ? PredictionTask.AnomalyDetection
        : scored[column].Type is BooleanDataViewType ? PredictionTask.BinaryClassification
        : scored[column].Type is VectorDataViewType { ItemType: BooleanDataViewType } ? PredictionTask.MultilabelClassification
        : PredictionTask.MulticlassClassification;

    /// <summary>The column that the predictions do not depend on, where it is one alone.</summary>
    private static string? LabelOf(LoadedModel model)
    {
        string[] others = [.. model.RequireSchema().Where(column => !column.IsHidden && !model.Needed.Contains(column.Name))
            .Select(column => column.Name)];
        return others.Length == 1 ? others[0] : null;
    }

    private static string[] ValuesOf(DataViewSchema scored, TaskFigures task)
    {
        if (!task.HasClasses && scored.GetColumnOrNull(ScoredColumns.PredictedLabel)?.Type is not VectorDataViewType)
            return [];
        if (scored[ScoredColumns.PredictedLabel].Type is BooleanDataViewType)
            return s_truths;
        DataViewSchema.Column? score = scored.GetColumnOrNull(ScoredColumns.Score);
        int size = (score?.Type as VectorDataViewType)?.Size ?? 0;
        return score?.SlotNames() is { } names ? [.. names.Select(name => name.ToString())]
            : [.. Enumerable.Range(1, size).Select(place => $"class {place}")];
    }
}
