using Microsoft.ML;
using MLFlux.Prediction;

namespace MLFlux;

/// <summary>Predictions for single rows, without a class for them.</summary>
public static class RowPredictionCatalog
{
    /// <summary>
    /// Makes what predicts for rows given as values by column name, from a dictionary or from JSON: for services whose columns are
    /// known only once a model is loaded.
    /// </summary>
    /// <remarks><code>
    /// ITransformer model = ml.Model.Load("model.zip", out DataViewSchema schema);
    /// RowPredictor predictor = ml.Model.CreateRowPredictor(model, schema);
    /// RowPrediction prediction = predictor.Predict(new Dictionary&lt;string, object?&gt; { ["Age"] = 41, ["City"] = "Lyon" });
    /// Console.WriteLine($"{prediction.Label}, {prediction.Probabilities["yes"]:0.00}");
    /// </code></remarks>
    /// <param name="catalog">The model catalog, <c>ml.Model</c>.</param>
    /// <param name="model">The model: any that works row by row, of MLFlux's networks or of ML.NET's own trainers.</param>
    /// <param name="inputSchema">The schema of the data that the model was fitted on, as <c>ml.Model.Load</c> gives it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The schema lacks a column of the model, or has it with another type.</exception>
    /// <exception cref="NotSupportedException">
    /// The model does not work row by row, or needs a column of a type that no value can be given for; the message names it.
    /// </exception>
    /// <example>
    /// <code>
    /// RowPredictor predictor = ml.Model.CreateRowPredictor(model, schema);
    /// RowPrediction house = predictor.Predict(new Dictionary&lt;string, object?&gt; { ["area"] = 120f, ["city"] = "Bern" });
    /// Console.WriteLine(house.Label);
    /// </code>
    /// </example>
    public static RowPredictor CreateRowPredictor(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new RowPredictor(new RowPlan(model, inputSchema));
    }
}
