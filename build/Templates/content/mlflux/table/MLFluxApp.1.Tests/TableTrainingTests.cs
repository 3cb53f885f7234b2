using Microsoft.ML;
using MLFlux;

namespace MLFluxApp._1.Tests;

[TestClass]
public sealed class TableTrainingTests
{
    [TestMethod]
    public void Learns_saves_and_predicts_for_a_row_given_by_name()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string table = Path.Combine(folder, "houses.csv"), file = Path.Combine(folder, "model.zip");
        MadeHouses.Write(table);

        TableTraining training = TableTraining.Run(new MLContext(seed: 1), table, MadeHouses.Label, file);
        Assert.IsGreaterThan(0.8, training.Metrics.Single(metric => metric.Name == "R²").Value);

        var ml = new MLContext();
        RowPredictor predictor = ml.Model.CreateRowPredictor(ml.Model.LoadChecked(file, out var schema), schema!);
        float Price(float area) => (float)predictor.Predict(
            new Dictionary<string, object?> { ["area"] = area, ["rooms"] = 3f, ["city"] = "Bern" }).Label!;
        Assert.IsGreaterThan(Price(60), Price(160));
    }
}
