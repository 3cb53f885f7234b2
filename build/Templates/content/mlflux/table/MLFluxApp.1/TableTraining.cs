using Microsoft.ML;
using MLFlux;

namespace MLFluxApp._1;

/// <summary>A model of a table, and what it is worth on rows that it has not seen.</summary>
public sealed record TableTraining(ITransformer Model, string Code, IReadOnlyList<Metric> Metrics)
{
    /// <summary>Trains on four fifths of the rows, tries the others, and saves the model with its card.</summary>
    public static TableTraining Run(MLContext ml, string table, string label, string modelPath)
    {
        IDataView rows = ml.Data.LoadTable(table);
        var split = ml.Data.TrainTestSplit(rows, testFraction: 0.2);
        ReadyPipeline ready = ml.Pipelines().Tabular(split.TrainSet, label, new TabularOptions { Quality = Quality.Quick });
        ITransformer model = ready.Fit(split.TrainSet);
        var metrics = ml.Metrics(model.Transform(split.TestSet), ready.Task, label);
        ModelCard card = ModelCard.Describe(ready, model, rows.Schema) with { HeldOut = metrics };
        ml.Model.SaveAtomically(model, rows.Schema, modelPath, card);
        return new TableTraining(model, ready.Code, metrics);
    }
}
