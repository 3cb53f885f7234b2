using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Views;

namespace MLFlux.Evaluation;

/// <summary>Held-out rows that a model has scored.</summary>
internal static class ScoredRowCache
{
    private static readonly string[] s_scoreColumns = ["Score", "PredictedLabel", "Probability"];

    /// <summary>The rows with their scores in memory: they are read twice, and scored once.</summary>
    public static IDataView Keep(MLContext ml, IDataView scored, TrainerColumns columns) =>
        KeptRows.Keep(ml, scored, s_scoreColumns.Prepend(columns.Label));

    /// <summary>
    /// The figures of ML.NET's evaluator of the task; for labels that are vectors, which it has none for, means over their numbers.
    /// </summary>
    public static IReadOnlyList<Metric> Metrics(MLContext ml, IDataView scored, TrainerColumns columns) =>
        scored.Schema[columns.Label].Type is VectorDataViewType labels && columns.Task == PredictionTask.Regression
            ? VectorFigures.Metrics(scored, columns.Label, labels.Size)
            : ml.Metrics(scored, columns.Task, columns.Label);
}
