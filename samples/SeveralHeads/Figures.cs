using System.Diagnostics;
using Microsoft.ML;
using MLFlux;

namespace SeveralHeads;

/// <summary>How well three labels are predicted, and how long that took to learn.</summary>
/// <param name="Price">R² of the price.</param>
/// <param name="Sold">Area under the ROC curve of whether it is sold.</param>
/// <param name="Kind">Accuracy of the kind.</param>
/// <param name="Time">How long the fits took.</param>
internal sealed record Figures(double Price, double Sold, double Kind, TimeSpan Time)
{
    private static readonly string[] s_labels = ["Price", "Sold", "Kind"];

    /// <summary>One network with a head for each label.</summary>
    public static (Figures Figures, NeuralNetworkTransformer Model) OfOne(
        MLContext ml, IDataView train, IDataView test, NeuralNetworkOptions options)
    {
        var watch = Stopwatch.StartNew();
        NeuralNetworkTransformer model = ml.MultiTask.Trainers.NeuralNetwork(HouseNetwork.Of(s_labels), options).Fit(train);
        TimeSpan time = watch.Elapsed;
        return (Measure(ml, model.Transform(test), time), model);
    }

    /// <summary>A network for each label, each learned from nothing.</summary>
    public static Figures OfThree(MLContext ml, IDataView train, IDataView test, NeuralNetworkOptions options)
    {
        var watch = Stopwatch.StartNew();
        NeuralNetworkTransformer[] models =
            [.. s_labels.Select(label => ml.MultiTask.Trainers.NeuralNetwork(HouseNetwork.Of(label), options).Fit(train))];
        TimeSpan time = watch.Elapsed;
        IDataView scored = models.Aggregate(test, (rows, model) => model.Transform(rows));
        Figures figures = Measure(ml, scored, time);
        foreach (NeuralNetworkTransformer model in models)
            model.Dispose();
        return figures;
    }

    private static Figures Measure(MLContext ml, IDataView scored, TimeSpan time) => new(
        ml.Regression.Evaluate(scored, "Price", "Price.Score").RSquared,
        ml.BinaryClassification.Evaluate(scored, "Sold", "Sold.Score", "Sold.Probability", "Sold.PredictedLabel").AreaUnderRocCurve,
        ml.MulticlassClassification.Evaluate(scored, "Kind", "Kind.Score", predictedLabelColumnName: "Kind.PredictedLabel").MicroAccuracy,
        time);

    public override string ToString() => FormattableString.Invariant(
        $"price R² {Price:0.000}, sold AUC {Sold:0.000}, kind accuracy {Kind:0.000}, fitted in {Time.TotalSeconds:0.0} s");
}
